package org.purlin.pipelines.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Masker;
import org.purlin.io.secret.Secret;
import org.purlin.io.secret.UnresolvedSecretException;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.alma.CheckAlma;
import org.purlin.pipelines.alma.PullAlma;
import org.purlin.pipelines.amplitude.CheckAmplitude;
import org.purlin.pipelines.amplitude.ExportAmplitude;
import org.purlin.pipelines.bigquery.CheckBigQuery;
import org.purlin.pipelines.coinmarketcap.CheckCoinMarketCap;
import org.purlin.pipelines.coinmarketcap.PullCoinMarketCap;
import org.purlin.pipelines.csc.AnonymiseCsc;
import org.purlin.pipelines.csc.CheckCsc;
import org.purlin.pipelines.csc.PrintCscDdl;
import org.purlin.pipelines.csc.ReconcileCsc;
import org.purlin.pipelines.csc.ShowCscHistory;
import org.purlin.pipelines.csc.SubmitCscChanges;
import org.purlin.pipelines.edfi.CheckEdfi;
import org.purlin.pipelines.edfi.CountEdfi;
import org.purlin.pipelines.edfi.DeleteEdfi;
import org.purlin.pipelines.edfi.EdfiTokens;
import org.purlin.pipelines.edfi.GetEdfi;
import org.purlin.pipelines.edfi.PullEdfi;
import org.purlin.pipelines.edfi.PushEdfi;

/** The program. The only place that lists the verbs and the only one that ends the JVM. */
public final class Launch {

  /** Set by the launcher script when standard error is a terminal that can redraw a line. */
  private static final String TERMINAL = "purlin.terminal";

  private Launch() {}

  public static void main(String[] args) {
    AtomicBoolean ended = new AtomicBoolean();
    Thread.setDefaultUncaughtExceptionHandler(Launch::uncaught);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopped(ended), "stopped"));
    int exitCode = run(List.of(args), System.getenv(), Path.of(""), System.out, System.err);
    ended.set(true);
    System.out.flush();
    System.err.flush();
    System.exit(exitCode);
  }

  /**
   * Runs one command line and returns the exit code.
   *
   * @param directory where a {@code .env} file is looked for; other relative paths are the
   *     process's
   */
  public static int run(
      List<String> args,
      Map<String, String> environment,
      Path directory,
      PrintStream out,
      PrintStream err) {
    Surroundings around =
        new Surroundings(
            verbs(), environment, directory, out, err, Boolean.getBoolean(TERMINAL), secrets());
    return FrontDoor.enter(args, around).number();
  }

  /** A new job is one line here. */
  static List<Job<?>> jobs() {
    return List.of(
        new ExportAmplitude(),
        new SubmitCscChanges(),
        new PullEdfi(),
        new PushEdfi(),
        new DeleteEdfi(),
        new PullAlma(),
        new PullCoinMarketCap());
  }

  /** A new command is one line here. */
  static List<Command<?>> commands() {
    return List.of(
        new PrintCscDdl(),
        new ShowCscHistory(),
        new ReconcileCsc(),
        new AnonymiseCsc(),
        new CheckAmplitude(),
        new CheckCsc(),
        new GetEdfi(),
        new CountEdfi(),
        new EdfiTokens(),
        new CheckEdfi(),
        new CheckAlma(),
        new CheckCoinMarketCap(),
        new CheckBigQuery());
  }

  /** Every verb. */
  static List<Verb> verbs() {
    List<Verb> verbs = new ArrayList<>();
    jobs().forEach(job -> verbs.add(TaskVerb.of(job)));
    commands().forEach(command -> verbs.add(TaskVerb.of(command)));
    verbs.addAll(
        DemoVerb.of(
            List.of(
                new AmplitudeDemo(),
                new CscDemo(),
                new EdfiDemo(),
                new AlmaDemo(),
                new CoinMarketCapDemo())));
    verbs.add(new ReportVerb());
    verbs.add(new BackfillVerb(jobs(), Asking.atTheTerminal()));
    verbs.add(new ScheduleVerb(jobs(), Clock.systemUTC()));
    return verbs;
  }

  private static Secrets secrets() {
    return new Secrets(
        Masker::mask,
        Launch::useEnvironment,
        Secret::parse,
        failure ->
            failure instanceof CredentialsRefusedException
                || (failure instanceof UnresolvedSecretException secret && !secret.isPassing()));
  }

  private static void useEnvironment(Map<String, String> variables) {
    LocalEnvironment.clear();
    LocalEnvironment.add(variables);
  }

  /** After an OutOfMemoryError no thread can be trusted to end the program in an orderly way. */
  private static void uncaught(Thread thread, Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      System.err.println("ERROR " + Failures.OUT_OF_MEMORY);
      Runtime.getRuntime().halt(1);
    }
    System.err.println(
        "ERROR Thread "
            + thread.getName()
            + " ended unexpectedly: "
            + failure.getClass().getName());
  }

  private static void stopped(AtomicBoolean ended) {
    if (!ended.get()) {
      System.err.println(
          "ERROR Stopped before the end. What was proven done is kept; run the same command again"
              + " for the rest.");
    }
  }
}
