package org.purlin.sandbox.alma;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.purlin.sandbox.Mistakes;

/**
 * The stand-in as a process. Prints {@code alma http://127.0.0.1:port}, then the lines of a {@code
 * .env}, then an empty line; and runs until it is killed. {@link SandboxFlags} lists its flags.
 */
public final class SandboxMain {

  private SandboxMain() {}

  /** Starts the server, or fails with a sentence about the flag that is wrong. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Mistakes.inOneSentence();
    AlmaSettings settings = SandboxFlags.read(args);
    AlmaSandbox sandbox = AlmaSandbox.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "close-sandbox"));
    System.out.println("alma " + sandbox.url());
    System.out.println("ALMA_URL=" + sandbox.url());
    System.out.println("ALMA_DISTRICT=" + settings.realm());
    System.out.println("ALMA_KEY=" + settings.key());
    System.out.println("ALMA_SECRET=" + settings.secret());
    System.out.println();
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
