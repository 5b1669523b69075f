package org.purlin.sandbox.coinmarketcap;

/** What the host of the logos answers for one coin in place of its picture. */
public enum LogoVariant {
  /** 404. */
  NOT_FOUND,
  /** A page of HTML with status 200, declared as PNG. */
  HTML,
  /** No bytes, with status 200. */
  EMPTY,
  /** A picture in SVG with status 200, declared as PNG. */
  SVG,
  /** The first half of the picture, with the length of that half. */
  HALF,
  /** 32 MiB that begin like the picture. */
  HUGE,
  /** 302 to another host: the API itself, by another name. */
  REDIRECT
}
