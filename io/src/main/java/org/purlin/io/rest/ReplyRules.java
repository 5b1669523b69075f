package org.purlin.io.rest;

import java.io.Serializable;
import org.purlin.io.http.HttpReply;

/**
 * What the replies of an API mean. Asked for every reply that the HTTP settings do not take for
 * weather. Not asked for statuses that a resource has a word on: those it puts units off with, and
 * those with which it halves batches.
 */
@FunctionalInterface
public interface ReplyRules extends Serializable {

  Verdict judge(HttpReply reply);

  /** 2xx is good, 401 and 403 refuse us, and everything else fails the unit. */
  static ReplyRules usual() {
    return reply -> {
      int status = reply.status();
      if (status / 100 == 2) {
        return Verdict.good();
      }
      return status == 401 || status == 403
          ? Verdict.refused("status " + status)
          : Verdict.failed("status " + status);
    };
  }
}
