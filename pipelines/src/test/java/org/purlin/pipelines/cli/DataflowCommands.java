package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purlin.pipelines.memory.MemoryFileSystem;

/** A command line for each job that has every kind of secret and personal value in it. */
final class DataflowCommands {

  private static final String ROWS = "mem://dataflow-commands/rows.jsonl";

  private DataflowCommands() {}

  /**
   * The words of each job, by its verb.
   *
   * @param secret a reference that every secret option gets
   * @param person what options that name a person get
   */
  static Map<String, List<String>> of(String secret, String person) {
    MemoryFileSystem.put(ROWS, "");
    Map<String, List<String>> jobs = new LinkedHashMap<>();
    jobs.put(
        "amplitude",
        words(
            "--apiKey=" + secret,
            "--secretKey=" + secret,
            "--redactKey=" + secret,
            "--redact=user_id:hash",
            "--last=P1D"));
    jobs.put(
        "csc",
        words(
            "--laCode=845",
            "--endpoint=https://api.example.org/children-in-social-care-data-receiver/1",
            "--tokenEndpoint=https://login.example.org/token",
            "--scope=api://receiver/.default",
            "--clientId=" + secret,
            "--clientSecret=" + secret,
            "--supplierKey=" + secret,
            "--server=sql01",
            "--database=staging",
            "--dbUser=" + secret,
            "--dbPassword=" + secret,
            "--table=staging_data",
            "--proxy=http://proxy.example.org:8080",
            "--proxyUser=purlin",
            "--proxyPassword=" + secret,
            "--only=" + person));
    jobs.put("edfi pull", edfi(secret, "--redact=*.birthDate:hash", "--redactKey=" + secret));
    jobs.put("edfi push", edfi(secret, "--input=" + ROWS, "--commit"));
    jobs.put("edfi delete", edfi(secret, "--input=" + ROWS, "--commit"));
    jobs.put(
        "alma",
        words(
            "--subdomain=oakdistrict",
            "--key=" + secret,
            "--secret=" + secret,
            "--allow=firstName",
            "--hash=lastName",
            "--hashKey=" + secret,
            "--changes"));
    jobs.put("coinmarketcap", words("--key=" + secret, "--logos=1,1027"));
    return jobs;
  }

  private static List<String> edfi(String secret, String... more) {
    List<String> words =
        words(
            "--url=https://edfi.example.org/api",
            "--key=" + secret,
            "--secret=" + secret,
            "--proxy=http://proxy.example.org:8080",
            "--proxyUser=purlin",
            "--proxyPassword=" + secret);
    words.addAll(List.of(more));
    return words;
  }

  private static List<String> words(String... words) {
    return new ArrayList<>(List.of(words));
  }
}
