package org.purlin.io.http;

import java.net.http.HttpHeaders;

/** What decides whether a reply is settled. */
interface Head {

  int status();

  HttpHeaders headers();
}
