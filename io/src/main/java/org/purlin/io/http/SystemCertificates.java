package org.purlin.io.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates this machine's operating system trusts. A store that cannot be read counts for
 * nothing, and is told: then less is trusted, not more.
 */
final class SystemCertificates {

  private static final Logger LOG = LoggerFactory.getLogger(SystemCertificates.class);

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

  private SystemCertificates() {}

  /** All of them; read once, when first wanted. */
  static List<X509Certificate> all() {
    return Once.ALL;
  }

  private static final class Once {
    private static final List<X509Certificate> ALL = find();
  }

  private static List<X509Certificate> find() {
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
      return Trusted.read(bundle);
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
