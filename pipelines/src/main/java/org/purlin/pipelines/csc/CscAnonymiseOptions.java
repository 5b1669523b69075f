package org.purlin.pipelines.csc;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.purlin.pipelines.JsonOptions;
import org.purlin.pipelines.SecretReference;

/** Options of {@link AnonymiseCsc}. */
@Description("Fills the table of made-up children.")
public interface CscAnonymiseOptions extends JsonOptions, CscDatabaseOptions {

  @Description(
      "Table to fill, in the same database; its name must end in _anon. Without a schema, in that of"
          + " --table.")
  @Validation.Required
  String getTo();

  void setTo(String value);

  @Description(
      "Where the key is that ids and values are scrambled with; keep it as secret as the records."
          + " The same key makes the same children every night, so that what changed can be"
          + " rehearsed. When not given, a random one, which is thrown away.")
  @SecretReference
  String getKey();

  void setKey(String value);

  @Description("Take out what is in the table first.")
  @Default.Boolean(false)
  boolean isReplace();

  void setReplace(boolean value);

  @Description("Make the table when it is missing, as the populate script does.")
  @Default.Boolean(false)
  boolean isCreateTable();

  void setCreateTable(boolean value);
}
