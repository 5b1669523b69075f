/**
 * A stand-in for Google's Secret Manager (REST API v1): reading a version's value, {@code GET
 * /v1/projects/P/secrets/S/versions/V:access}, and the token endpoint that service accounts sign in
 * at, {@code POST /token}. See https://cloud.google.com/secret-manager/docs/reference/rest.
 *
 * <p><b>Left out</b>: everything that changes secrets, regional secrets, and the signature of a
 * sign-in, which is not verified.
 */
package org.purlin.sandbox.secretmanager;
