package org.purlin.pipelines;

import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Keys of service accounts that nobody has, made anew for each test. */
public final class InventedKey {

  /** Whose key it is. */
  public static final String ACCOUNT = "purlin@demo-1.iam.gserviceaccount.example";

  private final String json;
  private final String secretLine;

  private InventedKey(String json, String secretLine) {
    this.json = json;
    this.secretLine = secretLine;
  }

  /** A key that signs in at an address. */
  public static InventedKey signingInAt(URI tokenUrl) {
    String pem;
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
      pairs.initialize(2048);
      pem =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(pairs.generateKeyPair().getPrivate().getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    String json =
        """
        {
          "type": "service_account",
          "project_id": "demo-1",
          "private_key_id": "0123456789abcdef",
          "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n",
          "client_email": "%s",
          "client_id": "1",
          "token_uri": "%s"
        }
        """
            .formatted(pem.replace("\n", "\\n"), ACCOUNT, tokenUrl);
    return new InventedKey(json, pem.lines().skip(3).findFirst().orElseThrow());
  }

  /** The key file. */
  public String json() {
    return json;
  }

  /** A part of it that nobody may see. */
  public String secretLine() {
    return secretLine;
  }
}
