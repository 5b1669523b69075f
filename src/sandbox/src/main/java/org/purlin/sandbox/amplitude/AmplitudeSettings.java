package org.purlin.sandbox.amplitude;

import java.time.Clock;

/**
 * How the stand-in behaves.
 *
 * @param port to listen on; 0 takes a free one
 * @param apiKey the user of Basic authentication
 * @param secretKey its password
 * @param wrongCredentialsStatus what wrong credentials get
 * @param clock tells which hours can be exported already
 * @param traffic the events there are
 * @param maxHours ranges of more hours are too large
 * @param maxZipBytes archives of more bytes, summed over their members, are too large
 * @param tooLargeStatus what a range or archive that is too large gets
 * @param deflated whether members are deflated again instead of stored
 */
public record AmplitudeSettings(
    int port,
    String apiKey,
    String secretKey,
    int wrongCredentialsStatus,
    Clock clock,
    Traffic traffic,
    int maxHours,
    long maxZipBytes,
    int tooLargeStatus,
    boolean deflated) {

  /** The API key where none is set. */
  public static final String API_KEY = "sandbox-api-key";

  /** The secret key where none is set. It opens nothing but sandboxes. */
  public static final String SECRET_KEY = "sandbox-secret-key";

  private static final int YEAR_HOURS = 365 * 24;
  private static final long FOUR_GIGABYTES = 4L << 30;

  /** The defaults: the documented limits, and the default {@link Traffic}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Leaves out the keys. */
  @Override
  public String toString() {
    return "AmplitudeSettings[port=" + port + ", traffic=" + traffic + "]";
  }

  /** Collects the settings; each has a default. */
  public static final class Builder {
    private int port;
    private String apiKey = API_KEY;
    private String secretKey = SECRET_KEY;
    private int wrongCredentialsStatus = 403;
    private Clock clock = Clock.systemUTC();
    private Traffic traffic = Traffic.builder().build();
    private int maxHours = YEAR_HOURS;
    private long maxZipBytes = FOUR_GIGABYTES;
    private int tooLargeStatus = 400;
    private boolean deflated;

    private Builder() {}

    /** Default 0, a free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Default {@link #API_KEY}. */
    public Builder apiKey(String apiKey) {
      this.apiKey = apiKey;
      return this;
    }

    /** Default {@link #SECRET_KEY}. */
    public Builder secretKey(String secretKey) {
      this.secretKey = secretKey;
      return this;
    }

    /** Default 403, as seen; some have met 401. */
    public Builder wrongCredentialsStatus(int status) {
      this.wrongCredentialsStatus = status;
      return this;
    }

    /** Default the machine's clock. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /** Default {@link Traffic#builder()}'s. */
    public Builder traffic(Traffic traffic) {
      this.traffic = traffic;
      return this;
    }

    /** Default a year of 365 days, beyond which ranges always get 400. */
    public Builder maxHours(int maxHours) {
      this.maxHours = maxHours;
      return this;
    }

    /** Default 4 GB. */
    public Builder maxZipBytes(long maxZipBytes) {
      this.maxZipBytes = maxZipBytes;
      return this;
    }

    /** Default 400; 504 plays a server that runs out of time. */
    public Builder tooLargeStatus(int status) {
      this.tooLargeStatus = status;
      return this;
    }

    /** Default false: stored. */
    public Builder deflated(boolean deflated) {
      this.deflated = deflated;
      return this;
    }

    /** The settings. */
    public AmplitudeSettings build() {
      return new AmplitudeSettings(
          port,
          apiKey,
          secretKey,
          wrongCredentialsStatus,
          clock,
          traffic,
          maxHours,
          maxZipBytes,
          tooLargeStatus,
          deflated);
    }
  }
}
