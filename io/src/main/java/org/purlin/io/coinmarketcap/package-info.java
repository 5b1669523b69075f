/**
 * The market data of CoinMarketCap: listings with quotes, metadata of coins, and their logos.
 *
 * <p>The API is a {@link org.purlin.io.rest.RestSource}: {@link
 * org.purlin.io.coinmarketcap.CoinMarketCapSource} describes it and {@link
 * org.purlin.io.coinmarketcap.CoinMarketCapReplies} says what its replies mean. Logos are plain
 * files of another host; {@link org.purlin.io.coinmarketcap.FetchLogos} gets them.
 *
 * <p>Vendor: https://coinmarketcap.com/api/documentation. Requests cost credits of a plan: a page
 * of listings one for 200 coins and one for each currency after the first, metadata one for 100
 * coins, errors, the map and the key's own data nothing. A plan limits requests a minute, credits a
 * day and credits a month. The key travels in a header only. Listings are a ranking that moves
 * while its pages are read, so a coin can be on two pages or on none.
 */
package org.purlin.io.coinmarketcap;
