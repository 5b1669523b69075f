package org.purlin.pipelines.cli;

public final class Launch {
  private Launch() {}

  public static void main(String[] args) {
    System.out.println("purlin");
  }
}
