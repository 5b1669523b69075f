package org.purlin.io.http;

import java.time.Instant;

/**
 * The certificate a server showed.
 *
 * @param subject whom it is for
 * @param issuer who vouches for it
 * @param until when it ends
 * @param trustedByJava false when only this machine or a CA file vouches for it, as for that of a
 *     proxy which looks into TLS; or nobody does
 */
public record ShownCertificate(
    String subject, String issuer, Instant until, boolean trustedByJava) {}
