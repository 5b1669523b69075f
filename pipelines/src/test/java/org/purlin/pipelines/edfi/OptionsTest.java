package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.edfi.PullRun;
import org.purlin.io.edfi.SubmitRun;
import org.purlin.transforms.edfi.Children;

class OptionsTest {

  @TempDir Path directory;

  @Test
  void theDefaultsOfAllVerbsAreThese() {
    EdfiOptions options = PipelineOptionsFactory.create().as(EdfiOptions.class);
    assertThat(options.getDistricts(), is(nullValue()));
    assertThat(options.getUrl(), is(nullValue()));
    assertThat(options.getDistrict(), is("district"));
    assertThat(options.getLoginStyle(), is(EdfiOptions.LoginStyle.BASIC));
    assertThat(options.getConcurrency(), is(32));
    assertThat(options.getRequestsPerSecond(), is(0.0));
    assertThat(options.getTimeout(), is("PT60S"));
    assertThat(options.getRetryFor(), is("PT5M"));
    assertThat(options.getLongestWait(), is("PT2M"));
    assertThat(options.isAllowPlainHttp(), is(false));
  }

  @Test
  void theDefaultsOfAPushAreThese() {
    PushEdfiOptions options = PipelineOptionsFactory.create().as(PushEdfiOptions.class);
    assertThat(options.isCommit(), is(false));
    assertThat(options.isCompare(), is(false));
    assertThat(options.getDuplicates(), is(SubmitRun.Duplicates.ORDER));
    assertThat(options.getResend(), is(SubmitRun.Resend.UNPROVEN));
    assertThat(options.getFormat(), is(SubmitOptions.Format.AUTO));
    assertThat(options.getPayloadColumn(), is("payload"));
    assertThat(options.getResourceColumn(), is("resource"));
    assertThat(options.getDistrictColumn(), is("district"));
    assertThat(options.getStatusColumn(), is("row status"));
    assertThat(options.getSkipStatuses(), is("error,warning"));
  }

  @Test
  void theDefaultsOfAPullAreThese() {
    PullEdfiOptions options = PipelineOptionsFactory.create().as(PullEdfiOptions.class);
    assertThat(options.getResources(), is("all"));
    assertThat(options.isDescriptors(), is(false));
    assertThat(options.getChildren(), is(Children.JSON));
    assertThat(options.isBody(), is(true));
    assertThat(options.isFull(), is(false));
    assertThat(options.getPartitions(), is(8));
    assertThat(options.getLimit(), is(0));
    assertThat(options.getPaging(), is(PullRun.Paging.AUTO));
    assertThat(options.isSnapshot(), is(false));
  }

  @Test
  void theHelpOfAPullShowsADistrictsFile() {
    Desk desk = new Desk(directory);
    desk.command("edfi", "pull", "--help");
    assertThat(desk.out, containsString("north,https://north.example.org/v7.3/api,env:NORTH_KEY,"));
  }

  @Test
  void withoutDistrictsNothingIsRun() {
    Desk desk = new Desk(directory);
    assertThat(desk.job("pull"), is(2));
    assertThat(
        desk.error(),
        is(
            "Nothing was run: --districts=<file> says which districts are meant, or --url, --key"
                + " and --secret do for one."));
  }

  @Test
  void aPullAlwaysReplaces() {
    Desk desk = new Desk(directory);
    assertThat(desk.job("pull", "--ifExists=append", "--url=https://api.example.org"), is(2));
    assertThat(desk.error(), containsString("--ifExists must be replace"));
  }

  @Test
  void plainHttpToAnotherMachineMustBeAskedFor() {
    Desk desk = new Desk(directory);
    assertThat(
        desk.job(
            "pull",
            "--url=http://api.example.org",
            "--key=env:TEST_KEY",
            "--secret=env:TEST_SECRET"),
        is(2));
    assertThat(desk.error(), containsString("District district has an address with plain http."));
  }

  @Test
  void aSecretThatIsNotThereStopsTheRunNamingItsDistrict() {
    Desk desk = new Desk(directory);
    String districts =
        desk.write(
            "districts.csv",
            "district,url,key,secret",
            "north,https://n.example,env:NO_KEY,env:NO");
    assertThat(desk.job("pull", "--districts=" + districts), is(2));
    assertThat(
        desk.error(), containsString("District north: Environment variable NO_KEY is not set."));
  }
}
