package org.purlin.pipelines.rest.library;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.purlin.pipelines.SecretReference;
import org.purlin.pipelines.rest.RestOptions;

/** Options of {@link ReadLibrary}. */
@Description("Reads branches and loans of a library as rows.")
public interface ReadLibraryOptions extends RestOptions {

  @Description("Where the library is.")
  @Default.String("https://api.library.example")
  String getUrl();

  void setUrl(String value);

  @Description("Where the library's key is.")
  @SecretReference
  @Validation.Required
  String getKey();

  void setKey(String value);
}
