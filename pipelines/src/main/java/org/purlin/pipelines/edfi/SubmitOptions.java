package org.purlin.pipelines.edfi;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.WorkerPlace;

/** Which rows are brought to the districts, and whether they are. */
public interface SubmitOptions extends JobOptions, EdfiOptions {

  /** The kinds of input files. */
  enum Format {
    AUTO,
    JSONL,
    CSV
  }

  @Description(
      "Rows to bring to the districts: a file, a directory or a glob; several with commas between."
          + " A JSON line is a record itself, or an object with the columns payload, resource and"
          + " district; a CSV file has a header and a payload column.")
  @Validation.Required
  @WorkerPlace(several = true)
  String getInput();

  void setInput(String value);

  @Description(
      "How the files are read. auto goes by their endings: .csv is CSV, all else is JSON lines.")
  @Default.Enum("AUTO")
  Format getFormat();

  void setFormat(Format value);

  @Description("Column that holds the record, as JSON.")
  @Default.String("payload")
  String getPayloadColumn();

  void setPayloadColumn(String value);

  @Description("Column that holds the resource, such as students or tpdm/candidates.")
  @Default.String("resource")
  String getResourceColumn();

  void setResourceColumn(String value);

  @Description("Column that holds the key of the district a row is for.")
  @Default.String("district")
  String getDistrictColumn();

  void setDistrictColumn(String value);

  @Description(
      "Columns that are copied to the results, so that they can be joined; commas between. Where"
          + " the server does not say what makes a record unique, rows with different values count"
          + " as different records.")
  String getKeyColumns();

  void setKeyColumns(String value);

  @Description("Column that says of a row that something was wrong with it before.")
  @Default.String("row status")
  String getStatusColumn();

  void setStatusColumn(String value);

  @Description(
      "Rows with these in --statusColumn are not sent, and are listed with the results; commas"
          + " between, small and capital letters are the same. An empty text sends all.")
  @Default.String("error,warning")
  String getSkipStatuses();

  void setSkipStatuses(String value);

  @Description(
      "Resource of rows that name none. When not given, the name of their file: students.jsonl holds"
          + " students.")
  String getResource();

  void setResource(String value);

  @Description(
      "Column that holds the address of the row's own district, for rows that bring their districts"
          + " along. --districts and --url are then not needed.")
  String getUrlColumn();

  void setUrlColumn(String value);

  @Description("Column that holds the version in the path, beside --urlColumn; see --apiVersion.")
  String getApiVersionColumn();

  void setApiVersionColumn(String value);

  @Description(
      "Column that says where the client's key is, beside --urlColumn: env:NAME or file:PATH. A row"
          + " with the key itself stops the run before anything is sent.")
  String getClientKeyColumn();

  void setClientKeyColumn(String value);

  @Description(
      "Column that says where the client's secret is, beside --urlColumn, in the same forms.")
  String getClientSecretColumn();

  void setClientSecretColumn(String value);

  @Description(
      "Really send. Without it nothing is sent: the rows are checked, and the results say what is"
          + " wrong with which.")
  @Default.Boolean(false)
  boolean isCommit();

  void setCommit(boolean value);
}
