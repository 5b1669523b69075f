/**
 * The only place that speaks HTTP.
 *
 * <p>A connector describes its endpoint with {@link org.purlin.io.http.HttpSettings}, says who it
 * is with {@link org.purlin.io.http.Authorization} (both are immutable values that travel in the
 * job graph), and opens one {@link org.purlin.io.http.HttpTransport} per worker in {@code @Setup}.
 *
 * <p>Failures have three fates. <em>Weather</em> (no answer, 429, 5xx, a body cut short or damaged)
 * is waited out within the {@link org.purlin.io.http.RetryPolicy}; then the last reply is returned,
 * or an exception says what went wrong. <em>Settled replies</em>, also 400, 401, 403 and 404, are
 * returned at once: what they mean is the connector's business. <em>Our own trouble</em> (a full
 * disk, a host that is not allowed, a body over the limit, a token address that gives no tokens) is
 * thrown at once and never retried.
 *
 * <p>Where many threads ask one endpoint, {@link org.purlin.io.http.HttpSettings#withConcurrency}
 * has the transport look after it as a whole: how many requests it bears, when it wants to be left
 * alone, and whether anybody is there.
 *
 * <p>What became of a POST, PUT or DELETE whose answer was lost is in doubt, and {@link
 * org.purlin.io.http.NoAnswerException#mayHaveBeenProcessed()} says so: of these it is false only
 * when no connection stood over which the request could have been sent.
 *
 * <p>Credentials go to the endpoint's scheme, host and port, and nowhere else; a client's id and
 * secret go to its token endpoint, a proxy's login to that proxy. No text made here contains a
 * credential.
 *
 * <p>Digest is computed by Apache's client, which knows its algorithms and its quoting; when a
 * challenge is answered, and that one is shared by all threads, is decided here.
 *
 * <p>Proxies are logged in to with Digest or Basic. Apache's client has declared its NTLM and
 * Kerberos parts (NTLMScheme, SPNegoScheme) obsolete and unsupported, so they are not used.
 */
package org.purlin.io.http;
