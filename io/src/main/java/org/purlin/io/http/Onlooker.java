package org.purlin.io.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Notes which certificate a server shows, also when it is not trusted. Trusts as another does. */
final class Onlooker extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager judge;
  private final AtomicReference<ShownCertificate> shown;

  Onlooker(X509ExtendedTrustManager judge, AtomicReference<ShownCertificate> shown) {
    this.judge = judge;
    this.shown = shown;
  }

  private void look(X509Certificate[] chain, String authType) {
    X509Certificate server = chain[0];
    shown.set(
        new ShownCertificate(
            server.getSubjectX500Principal().getName(),
            server.getIssuerX500Principal().getName(),
            server.getNotAfter().toInstant(),
            Trusted.isTrustedByJava(chain, authType)));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    look(chain, authType);
    judge.checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    look(chain, authType);
    judge.checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    look(chain, authType);
    judge.checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }
}
