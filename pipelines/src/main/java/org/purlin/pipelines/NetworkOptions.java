package org.purlin.pipelines;

import org.apache.beam.sdk.options.Description;

/** How a network is left: the same for every job that speaks HTTP from behind a proxy. */
public interface NetworkOptions extends CloudOptions {

  @Description(
      "Proxy, as http://host:port. When not given, that of https.proxyHost or HTTPS_PROXY, if any.")
  String getProxy();

  void setProxy(String value);

  @Description("User name for the proxy.")
  String getProxyUser();

  void setProxyUser(String value);

  @Description("Where the password for the proxy is.")
  @SecretReference
  String getProxyPassword();

  void setProxyPassword(String value);

  @Description(
      "File of certificates (PEM) to trust besides Java's and the system's, for example of a proxy"
          + " that opens connections.")
  String getCaFile();

  void setCaFile(String value);
}
