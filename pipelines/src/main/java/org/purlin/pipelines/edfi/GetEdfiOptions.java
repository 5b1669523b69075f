package org.purlin.pipelines.edfi;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** Options of {@link GetEdfi}. */
@Description("Prints records of a district's Ed-Fi API.")
public interface GetEdfiOptions extends EdfiOptions {

  @Description("Resource of the record, such as students or tpdm/candidates.")
  @Validation.Required
  String getResource();

  void setResource(String value);

  @Description("The server's id of the record; several with commas between.")
  @Validation.Required
  String getId();

  void setId(String value);
}
