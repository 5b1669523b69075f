package org.purlin.sandbox.alma;

/**
 * How one request signed itself, and what came of it.
 *
 * @param target path and query of the request, as sent
 * @param nonce the one it used; empty when it named none
 * @param count the nonce count it told, eight hexadecimal digits; empty when it told none
 */
public record DigestUse(String target, String nonce, String count, Outcome outcome) {

  /** Whether a signature was taken. Everything but {@link #ACCEPTED} is answered 401. */
  public enum Outcome {
    /** It was right. */
    ACCEPTED,
    /** There was none. */
    UNSIGNED,
    /** A part is missing, twice there or in the wrong form. */
    MALFORMED,
    /** Another algorithm than the one challenged with. */
    WRONG_ALGORITHM,
    /** Nobody has this key. */
    WRONG_KEY,
    /** Another realm than the one challenged with. */
    WRONG_REALM,
    /** The signed {@code uri} is not path plus query exactly as sent. */
    WRONG_URI,
    /** The opaque text did not come back as it was given. */
    WRONG_OPAQUE,
    /** No such nonce was given, or all nonces were changed since. */
    UNKNOWN_NONCE,
    /** The response is not what key and secret make of it. */
    WRONG_RESPONSE,
    /** Right, but the nonce has expired. The only one that is answered {@code stale=true}. */
    STALE_NONCE,
    /** Right, but this nonce was used with this count before. */
    REPLAYED_COUNT
  }
}
