package org.purlin.io.http;

import java.net.http.HttpHeaders;

/**
 * A reply whose body went to a file.
 *
 * @param status the HTTP status
 * @param headers names are found whatever their case
 * @param bytes length of the file; 0 when the status is not 2xx, because then nothing is written
 * @param sha256 of the file, 64 lower-case hex digits; empty when the status is not 2xx
 * @param problem for a status other than 2xx the start of the body on one line of at most 1 kB, fit
 *     for a message, secrets masked; otherwise empty
 * @param attempts how many attempts it took
 */
public record Download(
    int status, HttpHeaders headers, long bytes, String sha256, String problem, int attempts)
    implements Head {

  Download withAttempts(int number) {
    return new Download(status, headers, bytes, sha256, problem, number);
  }
}
