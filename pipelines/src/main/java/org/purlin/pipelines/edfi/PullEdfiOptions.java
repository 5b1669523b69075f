package org.purlin.pipelines.edfi;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.io.edfi.PullRun;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.SecretReference;
import org.purlin.transforms.edfi.Children;

/** Options of {@link PullEdfi}. */
@Description("Reads resources of the Ed-Fi APIs of districts as rows.")
public interface PullEdfiOptions extends JobOptions, EdfiOptions {

  @Description(
      "Resources to read, with commas between: students,schools or tpdm/candidates. all reads every"
          + " resource that a server says it has, except descriptors.")
  @Default.String("all")
  String getResources();

  void setResources(String value);

  @Description("Also read all descriptors.")
  @Default.Boolean(false)
  boolean isDescriptors();

  void setDescriptors(boolean value);

  @Description(
      "Lists in a record: json keeps each in one column, tables makes a table of each, with the id of"
          + " its record.")
  @Default.Enum("JSON")
  Children getChildren();

  void setChildren(Children value);

  @Description("Give each row the whole record as JSON too, in a column of its own.")
  @Default.Boolean(true)
  boolean isBody();

  void setBody(boolean value);

  @Description(
      "Read everything, although only what changed since the last run could be read. What a server"
          + " cannot tell the changes of is always read in full.")
  @Default.Boolean(false)
  boolean isFull();

  void setFull(boolean value);

  @Description(
      "Into how many parts a resource is cut, to be read at the same time, where the server can:"
          + " 1 to 200.")
  @Default.Integer(8)
  int getPartitions();

  void setPartitions(int value);

  @Description(
      "Records asked for in one page. 0 asks for 500, and for fewer when the server says so.")
  @Default.Integer(0)
  int getLimit();

  void setLimit(int value);

  @Description(
      "How a server is paged through: auto uses the best it can, cursor only page tokens, offset only"
          + " offsets.")
  @Default.Enum("AUTO")
  PullRun.Paging getPaging();

  void setPaging(PullRun.Paging value);

  @Description("Read the server's static copy (Use-Snapshot), so that nothing changes meanwhile.")
  @Default.Boolean(false)
  boolean isSnapshot();

  void setSnapshot(boolean value);

  @Description(
      "Columns and paths that are not written, for example birthDate,studentUniqueId:hash. A name"
          + " ends in :drop (the default) or :hash (keyed SHA-256, see --redactKey); the body and the"
          + " lists are redacted too.")
  String getRedact();

  void setRedact(String value);

  @Description("Where the key of :hash is, any long text.")
  @SecretReference
  String getRedactKey();

  void setRedactKey(String value);
}
