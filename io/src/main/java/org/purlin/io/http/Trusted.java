package org.purlin.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers the certificates that a {@link Trust} speaks of. */
final class Trusted {

  private static final Logger LOG = LoggerFactory.getLogger(Trusted.class);

  /** The operating systems' stores that Java reads: Windows' two and macOS's two. */
  private static final List<String> SYSTEM_STORES =
      List.of("Windows-ROOT", "Windows-ROOT-LOCALMACHINE", "KeychainStore", "KeychainStore-ROOT");

  /** Where Linux distributions keep theirs; the first that is there is read. */
  private static final List<String> SYSTEM_BUNDLES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Arch
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // Red Hat, Fedora
          "/etc/pki/tls/certs/ca-bundle.crt", // Red Hat, Fedora, older
          "/etc/ssl/ca-bundle.pem", // SUSE
          "/etc/ssl/cert.pem"); // Alpine

  private Trusted() {}

  /**
   * Makes a TLS context.
   *
   * @throws IllegalArgumentException when the CA file cannot be read or holds no certificate
   */
  static SSLContext context(Trust trust) {
    List<X509Certificate> further = new ArrayList<>();
    if (trust.caFile() != null) {
      further.addAll(ofFile(trust.caFile()));
    }
    if (trust.system()) {
      further.addAll(SystemCertificates.ALL);
    }
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate certificate : javas()) {
        store.setCertificateEntry("java-" + number++, certificate);
      }
      for (X509Certificate certificate : further) {
        store.setCertificateEntry("further-" + number++, certificate);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This Java cannot set up TLS: " + e.getMessage(), e);
    }
  }

  private static List<X509Certificate> javas() throws GeneralSecurityException {
    return Stream.of(managers(null))
        .filter(X509TrustManager.class::isInstance)
        .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
        .toList();
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

  private static List<X509Certificate> read(Path pem) throws IOException, CertificateException {
    try (InputStream file = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  /** Read once, when first wanted. One that cannot be read counts for nothing, and is told. */
  private static final class SystemCertificates {

    private static final Collection<X509Certificate> ALL = all();

    private static List<X509Certificate> all() {
      List<X509Certificate> found = new ArrayList<>();
      SYSTEM_STORES.forEach(name -> found.addAll(ofStore(name)));
      SYSTEM_BUNDLES.stream()
          .map(Path::of)
          .filter(Files::isReadable)
          .findFirst()
          .ifPresent(bundle -> found.addAll(ofBundle(bundle)));
      return found;
    }

    private static List<X509Certificate> ofBundle(Path bundle) {
      try {
        return read(bundle);
      } catch (IOException | CertificateException e) {
        LOG.warn("Not trusting the certificates in {}: {}", bundle, e.getMessage());
        return List.of();
      }
    }

    private static List<X509Certificate> ofStore(String name) {
      KeyStore store;
      try {
        store = KeyStore.getInstance(name);
      } catch (KeyStoreException anotherSystem) {
        return List.of();
      }
      List<X509Certificate> found = new ArrayList<>();
      try {
        store.load(null, null);
        for (String alias : Collections.list(store.aliases())) {
          if (store.isCertificateEntry(alias)
              && store.getCertificate(alias) instanceof X509Certificate certificate) {
            found.add(certificate);
          }
        }
      } catch (GeneralSecurityException | IOException e) {
        LOG.warn("Not trusting the certificates in {}: {}", name, e.getMessage());
      }
      return found;
    }
  }
}
