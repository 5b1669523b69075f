package org.purlin.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** Gathers the certificates that a {@link Trust} speaks of. */
final class Trusted {

  private Trusted() {}

  /**
   * Makes a TLS context.
   *
   * @throws IllegalArgumentException when the CA file cannot be read or holds no certificate
   */
  static SSLContext context(Trust trust) {
    return context(trust, UnaryOperator.identity());
  }

  /** The same, with somebody looking on at what is shown and trusted. */
  static SSLContext context(Trust trust, UnaryOperator<X509ExtendedTrustManager> onlooker) {
    List<X509Certificate> certificates = certificates(trust);
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("trusted-" + i, certificates.get(i));
      }
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] managers =
          Stream.of(managers(store))
              .map(
                  manager ->
                      manager instanceof X509ExtendedTrustManager extended
                          ? onlooker.apply(extended)
                          : manager)
              .toArray(TrustManager[]::new);
      context.init(null, managers, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This Java cannot set up TLS: " + e.getMessage(), e);
    }
  }

  /** As {@link #context}, the certificates alone. */
  static List<X509Certificate> certificates(Trust trust) {
    List<X509Certificate> all = new ArrayList<>(javas());
    if (trust.system()) {
      all.addAll(SystemCertificates.all());
    }
    if (trust.caFile() != null) {
      all.addAll(ofFile(trust.caFile()));
    }
    return all;
  }

  /** Whether Java trusts these certificates by itself, whatever else is trusted here. */
  static boolean isTrustedByJava(X509Certificate[] chain, String authType) {
    try {
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager trust) {
          trust.checkServerTrusted(chain, authType);
        }
      }
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static List<X509Certificate> javas() {
    try {
      return Stream.of(managers(null))
          .filter(X509TrustManager.class::isInstance)
          .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
          .toList();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no certificates: " + e.getMessage(), e);
    }
  }

  /**
   * @param store null for Java's own
   */
  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static List<X509Certificate> ofFile(String path) {
    try {
      List<X509Certificate> certificates = read(Path.of(path));
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (IOException | CertificateException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          wrong(path) + " " + Problem.text(String.valueOf(e.getMessage())), e);
    }
    throw new IllegalArgumentException(wrong(path));
  }

  private static String wrong(String path) {
    return "The CA file '"
        + path
        + "' must hold certificates in PEM form (-----BEGIN CERTIFICATE-----), but none could be"
        + " read from it. Is the path right and readable?";
  }

  /** Reads a PEM file. */
  static List<X509Certificate> read(Path pem) throws IOException, CertificateException {
    try (InputStream file = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }
}
