package org.purlin.io.http;

/** See {@link Authorization#none()}. */
record NoAuthorization() implements Authorization {}
