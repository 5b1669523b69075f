package org.purlin.pipelines.edfi;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.purlin.pipelines.JsonOptions;

/** Options of {@link CountEdfi}. */
@Description("Counts records in the Ed-Fi APIs of districts.")
public interface CountEdfiOptions extends JsonOptions, EdfiOptions {

  @Description("Resources to count, with commas between, such as students,schools.")
  @Validation.Required
  String getResource();

  void setResource(String value);

  @Description(
      "Only records with these values, as schoolId=255901001, several with commas between. A server"
          + " may ignore a name it does not know and count everything.")
  String getFilter();

  void setFilter(String value);
}
