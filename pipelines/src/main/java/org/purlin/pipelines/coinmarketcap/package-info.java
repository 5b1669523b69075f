/**
 * {@code purlin coinmarketcap}: snapshots of listings and quotes, metadata of coins and their logos
 * as rows and files; and {@code purlin check coinmarketcap}.
 */
package org.purlin.pipelines.coinmarketcap;
