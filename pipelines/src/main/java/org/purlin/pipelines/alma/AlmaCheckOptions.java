package org.purlin.pipelines.alma;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.JsonOptions;
import org.purlin.pipelines.NetworkOptions;

/** Options of {@link CheckAlma}. */
@Description("Tries everything a run against Alma needs.")
public interface AlmaCheckOptions extends JsonOptions, NetworkOptions, AlmaOptions {

  @Description("Directory for results of a run; whether it can be written to is looked at.")
  @Default.String("out")
  String getOutput();

  void setOutput(String value);

  @Description("Codes of the schools that must be there, with commas between.")
  String getSchools();

  void setSchools(String value);

  @Description("How long to wait for an answer. An ISO-8601 duration.")
  @Default.String("PT60S")
  String getTimeout();

  void setTimeout(String value);

  @Description("Speak plain http to other machines too; data can then be read on the way.")
  @Default.Boolean(false)
  boolean isAllowPlainHttp();

  void setAllowPlainHttp(boolean value);
}
