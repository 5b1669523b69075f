package org.purlin.pipelines.edfi;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Options of {@link DeleteEdfi}. */
@Description("Deletes records in the Ed-Fi APIs of districts.")
public interface DeleteEdfiOptions extends SubmitOptions {

  @Description(
      "Column that holds the server's id of the record. A row without one names its record by the"
          + " natural key in its payload.")
  @Default.String("id")
  String getIdColumn();

  void setIdColumn(String value);
}
