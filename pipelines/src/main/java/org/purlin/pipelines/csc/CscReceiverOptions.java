package org.purlin.pipelines.csc;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.NetworkOptions;
import org.purlin.pipelines.SecretReference;

/** How the receiver is spoken to. */
public interface CscReceiverOptions extends NetworkOptions {

  /** Which of the receiver's services an address is. */
  enum Environment {
    TEST,
    LIVE
  }

  @Description(
      "Which service --endpoint is: test or live. Needed only for an address that does not tell.")
  Environment getEnvironment();

  void setEnvironment(Environment value);

  @Description(
      "Address that issues tokens: https://login.microsoftonline.com/TENANT/oauth2/v2.0/token.")
  String getTokenEndpoint();

  void setTokenEndpoint(String value);

  @Description("Where the client id is.")
  @SecretReference
  @Default.String("env:CLIENT_ID")
  String getClientId();

  void setClientId(String value);

  @Description("Where the client secret is.")
  @SecretReference
  @Default.String("env:CLIENT_SECRET")
  String getClientSecret();

  void setClientSecret(String value);

  @Description("Scope of the token: api://APPLICATION/.default.")
  String getScope();

  void setScope(String value);

  @Description("Where the subscription key is, which is sent as SupplierKey.")
  @SecretReference
  @Default.String("env:SUPPLIER_KEY")
  String getSupplierKey();

  void setSupplierKey(String value);

  @Description(
      "What the sender calls itself. The receiver's firewall has refused unknown names with 403; the"
          + " Python sender calls itself Microsoft PowerShell/6.0.0. When not given, Purlin and its"
          + " version.")
  String getHttpUserAgent();

  void setHttpUserAgent(String value);

  @Description("How long to wait for an answer, PT5S to PT5M.")
  @Default.String("PT60S")
  String getTimeout();

  void setTimeout(String value);

  @Description(
      "How long one post is repeated while the receiver says 'not now' (429, 5xx, no answer), before"
          + " the run stops sending. An ISO-8601 duration.")
  @Default.String("PT10M")
  String getRetryFor();

  void setRetryFor(String value);
}
