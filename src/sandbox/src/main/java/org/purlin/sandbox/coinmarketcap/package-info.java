/**
 * A stand-in for CoinMarketCap: the Pro API, its keyless form under {@code /public-api}, and the
 * host of the logos.
 *
 * <p>{@link org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox} is the pair of servers, {@link
 * org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings} how they behave, {@link
 * org.purlin.sandbox.coinmarketcap.CoinMarketCapFaults} how they go wrong, and {@link
 * org.purlin.sandbox.coinmarketcap.SandboxMain} the pair as a process. Bitcoin, Ethereum and
 * BNBTiger exist; all other coins are invented, and so are nearly all values.
 *
 * <p><b>Known</b> from the vendor's documents and recorded bodies
 * (https://coinmarketcap.com/api/documentation): the envelope, the shapes of listings and metadata,
 * the codes of errors, what requests cost, the sizes of logos.
 *
 * <p><b>Guesses and choices</b>:
 *
 * <ul>
 *   <li>at most 100 coins by id, slug or symbol; more is a 400;
 *   <li>a page without coins costs one credit, and an error of v3 has its code as a text;
 *   <li>a request that would pass the limit of credits is refused, and costs nothing;
 *   <li>a key in the query is refused with 401/1001, although the vendor takes it, so that a client
 *       that leaks its key shows; without a key every endpoint but key/info is open under {@code
 *       /public-api}, 30 requests a minute, and nothing is charged;
 *   <li>metadata cannot be asked for by address; v3 quotes are a list like v3 listings; tags of
 *       quotes are texts; {@code skip_invalid} is false by default for quotes, too;
 *   <li>filters, {@code tag} and {@code aux} are taken and change nothing; the same percentages for
 *       all currencies;
 *   <li>the map gives all coins when no limit is asked for.
 * </ul>
 *
 * <p>Besides the common controls there are, with query parameters: {@code GET /_sandbox/usage}
 * (credits and leaked keys; {@code DELETE} begins a new day), {@code POST /_sandbox/notice?text=},
 * {@code POST /_sandbox/ranking?movement=}, {@code POST /_sandbox/info?id=&variant=} and {@code
 * POST /_sandbox/logos?id=&variant=}.
 */
package org.purlin.sandbox.coinmarketcap;
