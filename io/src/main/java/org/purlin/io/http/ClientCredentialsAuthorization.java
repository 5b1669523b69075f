package org.purlin.io.http;

/** See {@link Authorization#clientCredentials(ClientCredentials)}. */
record ClientCredentialsAuthorization(ClientCredentials client) implements Authorization {}
