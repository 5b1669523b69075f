package org.purlin.sandbox.coinmarketcap;

/** How the metadata of one coin differ from what they should be. */
public enum InfoVariant {
  /** {@code logo} is null. */
  LOGO_NULL,
  /** There is no {@code logo}. */
  LOGO_ABSENT,
  /** {@code logo} is the link-local address at which clouds tell secrets. */
  LOGO_LINK_LOCAL,
  /** The path of {@code logo} climbs out of its folder. */
  LOGO_CLIMBS,
  /** The coin is left out of the answer, although it was asked for. */
  MISSING
}
