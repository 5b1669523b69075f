package org.purlin.io.http;

import java.time.Instant;

/**
 * What a look at a server showed.
 *
 * @param status what it answered; 0 when it did not
 * @param trouble why it did not answer, in words; null when it did
 * @param certificate what it showed; null over plain http, and when it did not come to that
 * @param serverTime its clock when it answered, to the second; null when it did not say
 * @param ownTime this machine's clock then
 */
public record Look(
    int status, String trouble, ShownCertificate certificate, Instant serverTime, Instant ownTime) {

  /** Whether it did not answer because its certificate is for another host. */
  public boolean isForAnotherName() {
    return trouble != null && trouble.contains(Reason.OTHER_NAME);
  }

  /** Whether it did not answer because nobody here vouches for its certificate. */
  public boolean isUntrusted() {
    return trouble != null && trouble.contains(Reason.UNTRUSTED);
  }
}
