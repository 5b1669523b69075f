package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpSettings;

/** What a description of a source is checked for. */
class RestSourceTest {

  private static final RestSource SHOP =
      RestSource.of(
          "shop",
          HttpSettings.forEndpoint(URI.create("https://shop.example")),
          Authorization.none());

  private static void assertRefused(Executable description, String message) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, description);
    assertThat(refusal.getMessage(), is(message));
  }

  private static RestResource loans(String path) {
    return RestResource.at("loans", path).into(Things.table("loans"));
  }

  @Test
  void aVariableThatNobodyFillsIsRefused() {
    assertRefused(
        () -> SHOP.with(loans("/{shelf}/{floor}").startingWith(List.of(Map.of("shelf", "a")))),
        "Resource loans mentions {floor} in /{shelf}/{floor}, but only has shelf.");
  }

  @Test
  void soIsOneInAWindowAQueryOrARow() {
    assertRefused(
        () -> SHOP.with(loans("/loans").window("{year}")),
        "Resource loans mentions {year} in {year}, but only has .");
    assertRefused(
        () -> SHOP.with(loans("/loans").query("y", "{year}")),
        "Resource loans mentions {year} in {year}, but only has .");
    assertRefused(
        () ->
            SHOP.with(
                RestResource.at("loans", "/loans")
                    .into(Things.table("loans").filling("shelf", "{year}"))),
        "Resource loans mentions {year} in {year}, but only has .");
  }

  @Test
  void whatTheFirstPageSaysIsKnownToRowsButNotToRequests() {
    assertRefused(
        () -> SHOP.with(loans("/loans").capturing("at", "/at").query("at", "{at}")),
        "Resource loans mentions {at} in {at}, but only has .");
    SHOP.with(
        RestResource.at("loans", "/loans")
            .capturing("at", "/at")
            .into(Things.table("loans").filling("shelf", "{at}")));
  }

  @Test
  void aParentMustStandBeforeItsChildren() {
    assertRefused(
        () -> SHOP.with(loans("/{shelf}").forEach("shelves", "shelf", "id")),
        "Resource loans is asked for each shelves, so that must stand before it.");
  }

  @Test
  void childrenKnowTheVariablesOfAllBeforeThem() {
    RestSource source =
        SHOP.with(
                RestResource.at("floors", "/floors")
                    .query("house", "{house}")
                    .startingWith(List.of(Map.of("house", "h")))
                    .into(Things.table("floors")))
            .with(
                RestResource.at("shelves", "/{floor}")
                    .forEach("floors", "floor", "id")
                    .into(Things.table("shelves")))
            .with(loans("/{house}/{floor}/{shelf}").forEach("shelves", "shelf", "id"));

    assertThat(
        source.resources().stream().map(RestResource::name).toList(),
        contains("floors", "shelves", "loans"));
    assertThat(RestIO.starts(source), is(1L));
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertRefused(
        () -> SHOP.with(loans("/a")).with(RestResource.at("loans", "/b").into(Things.table("b"))),
        "There are two resources loans.");
  }

  @Test
  void twoThatFillOneTableInOneWindowAreRefused() {
    assertRefused(
        () ->
            SHOP.with(loans("/a")).with(RestResource.at("more", "/b").into(Things.table("loans"))),
        "Table loans is filled by two resources in one window, so one would replace the other's"
            + " rows.");
    SHOP.with(loans("/a"))
        .with(RestResource.at("more", "/b").window("more").into(Things.table("loans")));
  }

  @Test
  void aParentCannotBeResumed() {
    assertRefused(
        () ->
            SHOP.with(Things.shelves().resumed())
                .with(loans("/{shelf}").forEach("shelves", "shelf", "id")),
        "Resource shelves has children, so every run must read it and it cannot be resumed.");
  }

  @Test
  void namesAreOfFilesAndSteps() {
    assertRefused(
        () -> RestSource.of("Shop!", SHOP.http(), Authorization.none()),
        "The name of a source must be lower-case letters, digits and _, but was: Shop!.");
    assertRefused(
        () -> RestResource.at("grade_levels", "/"),
        "The name of a resource must be lower-case letters, digits and -, but was:"
            + " grade_levels.");
  }

  @Test
  void columnsThatATableLacksAreRefused() {
    assertRefused(
        () -> Things.table("things").filling("place", "x"), "Table things has no column place");
    assertRefused(
        () -> Things.table("things").merging(Merge.replaceUnits("place")),
        "Table things has no column place");
  }

  @Test
  void onlyNumberedPagesCanBeLimitedReadTogetherOrUntilAnEmptyOne() {
    assertRefused(
        () -> Paging.link().inParallel(), "Only numbered pages can be read at the same time.");
    assertRefused(
        () -> Paging.cursor("a", "/b").untilEmpty(),
        "Only numbered pages can be read until an empty one.");
    assertRefused(
        () -> Paging.none().upTo(3), "Only numbered pages can be limited to some records.");
    assertRefused(
        () -> Paging.page("p", 1, "n", 5).upTo(3),
        "Pages that are asked for by their number all have one size.");
    assertRefused(() -> Paging.offset("o", "l", 0), "A page must have one record at least.");
  }

  @Test
  void personalColumnsCannotTellRowsApart() {
    RestTable personal = Things.personal();

    assertRefused(
        () -> RestTable.of(personal.table(), personal.records(), "id", "name"),
        "Column name of things is personal, so it may be null in every row and cannot tell rows"
            + " apart.");
    assertRefused(
        () -> personal.merging(Merge.replaceUnits("name")),
        "Column name of things is personal, so it may be null in every row and cannot tell rows"
            + " apart.");
  }
}
