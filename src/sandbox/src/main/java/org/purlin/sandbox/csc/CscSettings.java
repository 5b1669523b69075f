package org.purlin.sandbox.csc;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * How the stand-in behaves.
 *
 * @param port to listen on; 0 takes a free one
 * @param laCodes the local authorities it knows; the first is the one where none is asked for
 * @param tenant first part of the token address
 * @param clientId who may ask for tokens
 * @param clientSecret the client's password
 * @param scope what tokens are for
 * @param supplierKey what the header SupplierKey must hold
 * @param wrongSupplierKeyStatus what a missing or wrong supplier key gets
 * @param unknownLaStatus what a local authority it does not know gets
 * @param tokenLifetime how long a token opens anything
 * @param maxBodyBytes larger bodies get 413
 * @param maxChildIdLength characters of a la_child_id
 * @param nullsRefused whether null is refused where a single value may stand
 * @param refusalForm how a 400 names what is wrong with a record
 * @param problemsNamed how many problems a 400 names
 * @param valuesQuoted whether a 400 repeats the value that was wrong
 * @param firewall whether ids with the characters 0x meet the firewall's 403
 * @param clock tells when tokens expire; receipts tell its time in its zone
 */
public record CscSettings(
    int port,
    List<String> laCodes,
    String tenant,
    String clientId,
    String clientSecret,
    String scope,
    String supplierKey,
    int wrongSupplierKeyStatus,
    int unknownLaStatus,
    Duration tokenLifetime,
    int maxBodyBytes,
    int maxChildIdLength,
    boolean nullsRefused,
    RefusalForm refusalForm,
    int problemsNamed,
    boolean valuesQuoted,
    boolean firewall,
    Clock clock) {

  /** The local authority where none is set; no real one has this code. */
  public static final String LA_CODE = "999";

  /** The tenant where none is set. */
  public static final String TENANT = "00000000-0000-0000-0000-000000000001";

  /** The client where none is set. */
  public static final String CLIENT_ID = "sandbox-client";

  /** The client secret where none is set. It opens nothing but sandboxes. */
  public static final String CLIENT_SECRET = "sandbox-client-secret";

  /** The scope where none is set. */
  public static final String SCOPE = "api://sandbox-receiver/.default";

  /** The supplier key where none is set. It opens nothing but sandboxes. */
  public static final String SUPPLIER_KEY = "sandbox-supplier-key";

  /** A guess: nothing public says at which size the receiver answers 413. */
  private static final int MAX_BODY_BYTES = 4 << 20;

  /** Refuses a stand-in that knows no local authority. */
  public CscSettings {
    laCodes = List.copyOf(laCodes);
    if (laCodes.isEmpty()) {
      throw new IllegalArgumentException("laCodes must name one local authority or more");
    }
  }

  /** The defaults: what the contract says, and the stated guesses. */
  public static Builder builder() {
    return new Builder();
  }

  /** Leaves out the keys. */
  @Override
  public String toString() {
    return "CscSettings[port=" + port + ", laCodes=" + laCodes + "]";
  }

  /** Collects the settings; each has a default. */
  public static final class Builder {
    private int port;
    private List<String> laCodes = List.of(LA_CODE);
    private String tenant = TENANT;
    private String clientId = CLIENT_ID;
    private String clientSecret = CLIENT_SECRET;
    private String scope = SCOPE;
    private String supplierKey = SUPPLIER_KEY;
    private int wrongSupplierKeyStatus = 401;
    private int unknownLaStatus = 404;
    private Duration tokenLifetime = Duration.ofHours(1);
    private int maxBodyBytes = MAX_BODY_BYTES;
    private int maxChildIdLength = 20;
    private boolean nullsRefused;
    private RefusalForm refusalForm = RefusalForm.INDEXED;
    private int problemsNamed = Integer.MAX_VALUE;
    private boolean valuesQuoted;
    private boolean firewall = true;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /** Default 0, a free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Default {@link #LA_CODE} alone. */
    public Builder laCodes(String... laCodes) {
      this.laCodes = List.of(laCodes);
      return this;
    }

    /** Default {@link #TENANT}. */
    public Builder tenant(String tenant) {
      this.tenant = tenant;
      return this;
    }

    /** Default {@link #CLIENT_ID}. */
    public Builder clientId(String clientId) {
      this.clientId = clientId;
      return this;
    }

    /** Default {@link #CLIENT_SECRET}. */
    public Builder clientSecret(String clientSecret) {
      this.clientSecret = clientSecret;
      return this;
    }

    /** Default {@link #SCOPE}. */
    public Builder scope(String scope) {
      this.scope = scope;
      return this;
    }

    /** Default {@link #SUPPLIER_KEY}. */
    public Builder supplierKey(String supplierKey) {
      this.supplierKey = supplierKey;
      return this;
    }

    /** Default 401; 403 is the other plausible one. */
    public Builder wrongSupplierKeyStatus(int status) {
      this.wrongSupplierKeyStatus = status;
      return this;
    }

    /** Default 404; 400 is the other plausible one. */
    public Builder unknownLaStatus(int status) {
      this.unknownLaStatus = status;
      return this;
    }

    /** Default an hour. */
    public Builder tokenLifetime(Duration tokenLifetime) {
      this.tokenLifetime = tokenLifetime;
      return this;
    }

    /** Default 4 MiB. */
    public Builder maxBodyBytes(int maxBodyBytes) {
      this.maxBodyBytes = maxBodyBytes;
      return this;
    }

    /** Default 20; it was 36 before June 2026. */
    public Builder maxChildIdLength(int maxChildIdLength) {
      this.maxChildIdLength = maxChildIdLength;
      return this;
    }

    /** Default false. */
    public Builder nullsRefused(boolean nullsRefused) {
      this.nullsRefused = nullsRefused;
      return this;
    }

    /** Default {@link RefusalForm#INDEXED}. */
    public Builder refusalForm(RefusalForm refusalForm) {
      this.refusalForm = refusalForm;
      return this;
    }

    /** Default all of them. */
    public Builder problemsNamed(int problemsNamed) {
      this.problemsNamed = problemsNamed;
      return this;
    }

    /** Default false. */
    public Builder valuesQuoted(boolean valuesQuoted) {
      this.valuesQuoted = valuesQuoted;
      return this;
    }

    /** Default true. */
    public Builder firewall(boolean firewall) {
      this.firewall = firewall;
      return this;
    }

    /** Default the machine's clock in UTC. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /** The settings. */
    public CscSettings build() {
      return new CscSettings(
          port,
          laCodes,
          tenant,
          clientId,
          clientSecret,
          scope,
          supplierKey,
          wrongSupplierKeyStatus,
          unknownLaStatus,
          tokenLifetime,
          maxBodyBytes,
          maxChildIdLength,
          nullsRefused,
          refusalForm,
          problemsNamed,
          valuesQuoted,
          firewall,
          clock);
    }
  }
}
