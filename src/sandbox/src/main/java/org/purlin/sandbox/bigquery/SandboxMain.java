package org.purlin.sandbox.bigquery;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.purlin.sandbox.Mistakes;

/**
 * The stand-in as a process. Prints {@code bigquery http://127.0.0.1:port}, then the flags that
 * point a pipeline at it, one a line, then an empty line; and runs until it is killed. {@link
 * SandboxFlags} lists its flags.
 */
public final class SandboxMain {

  private SandboxMain() {}

  /** Starts the server, or fails with a sentence about the flag that is wrong. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Mistakes.inOneSentence();
    BigQuerySettings settings = SandboxFlags.read(args);
    BigQuerySandbox sandbox = BigQuerySandbox.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "close-sandbox"));
    System.out.println("bigquery " + sandbox.url());
    System.out.println("--bigQueryEndpoint=" + sandbox.url());
    System.out.println("--gcsEndpoint=" + sandbox.url() + "/storage/v1/");
    System.out.println("--project=" + settings.project());
    System.out.println();
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
