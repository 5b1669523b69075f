package org.purlin.sandbox.edfi;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.purlin.sandbox.Mistakes;

/**
 * The stand-in as a process. Prints {@code edfi http://127.0.0.1:port}, then the lines of a {@code
 * .env} for its first district, then an empty line; and runs until it is killed. {@link
 * SandboxFlags} lists its flags.
 */
public final class SandboxMain {

  private SandboxMain() {}

  /** Starts the server, or fails with a sentence about the flag that is wrong. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Mistakes.inOneSentence();
    SandboxFlags flags = SandboxFlags.read(args);
    EdfiSandbox sandbox = EdfiSandbox.start(flags.settings());
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "close-sandbox"));
    if (flags.students() >= 0) {
      List<SampleSet.Item> items = SampleSet.of(flags.seed(), flags.students()).items();
      for (String district : flags.settings().districts()) {
        items.forEach(item -> sandbox.district(district).write(item.resource(), item.payload()));
      }
    }
    System.out.println("edfi " + sandbox.url());
    System.out.println("BASE_URL=" + sandbox.baseUrl());
    System.out.println("CLIENT_ID=" + EdfiSettings.KEY);
    System.out.println("CLIENT_SECRET=" + EdfiSettings.SECRET);
    System.out.println();
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
