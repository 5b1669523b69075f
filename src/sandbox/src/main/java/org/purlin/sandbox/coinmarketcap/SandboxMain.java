package org.purlin.sandbox.coinmarketcap;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.purlin.sandbox.Mistakes;

/**
 * The stand-in as a process. Prints {@code coinmarketcap http://127.0.0.1:port}, then the lines of
 * a {@code .env}, then an empty line; and runs until it is killed. {@link SandboxFlags} lists its
 * flags.
 */
public final class SandboxMain {

  private SandboxMain() {}

  /** Starts the servers, or fails with a sentence about the flag that is wrong. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Mistakes.inOneSentence();
    CoinMarketCapSandbox sandbox = CoinMarketCapSandbox.start(SandboxFlags.read(args));
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "close-sandbox"));
    System.out.println("coinmarketcap " + sandbox.url());
    System.out.println("BASE_URL=" + sandbox.url());
    System.out.println("LOGO_URL=" + sandbox.logoUrl());
    System.out.println("API_KEY=" + CoinMarketCapSettings.KEY);
    System.out.println();
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
