package org.purlin.io.csc;

import java.io.Serializable;
import java.net.URI;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpSettings;

/**
 * Who is posted to.
 *
 * @param children the whole address that takes children
 * @param http how it is spoken to
 * @param authorization who we are
 */
public record ReceiverSettings(URI children, HttpSettings http, Authorization authorization)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The same, as part of a run; see {@link HttpSettings#run()}. */
  public ReceiverSettings withRun(String run) {
    return new ReceiverSettings(children, http.withRun(run), authorization);
  }

  /**
   * The address of an authority's children under a base: {@code
   * {base}/children_social_care_data/{laCode}/children}. A slash at the base's end is ignored.
   */
  public static URI childrenOf(URI base, String laCode) {
    String text = base.toString();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    return URI.create(text + "/children_social_care_data/" + laCode + "/children");
  }
}
