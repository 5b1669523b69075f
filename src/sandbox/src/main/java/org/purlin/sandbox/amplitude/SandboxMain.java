package org.purlin.sandbox.amplitude;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.purlin.sandbox.Mistakes;

/**
 * The stand-in as a process. Prints {@code amplitude http://127.0.0.1:port} and runs until it is
 * killed. {@link SandboxFlags} lists its flags.
 */
public final class SandboxMain {

  private SandboxMain() {}

  /** Starts the server, or fails with a sentence about the flag that is wrong. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Mistakes.inOneSentence();
    AmplitudeSandbox sandbox = AmplitudeSandbox.start(SandboxFlags.read(args));
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "close-sandbox"));
    System.out.println("amplitude " + sandbox.url());
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
