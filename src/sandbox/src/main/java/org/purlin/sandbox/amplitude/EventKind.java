package org.purlin.sandbox.amplitude;

/** The types of the invented events, how common they are, and the shape of their properties. */
enum EventKind {
  PAGE("[Amplitude] Page Viewed", 20, Shape.VISIT),
  SCREEN("screen_opened", 16, Shape.VISIT),
  ITEM("item_viewed", 22, Shape.ITEM),
  SEARCH("search_made", 13, Shape.SEARCH),
  START("session_start", 8, Shape.VISIT),
  END("session_end", 8, Shape.VISIT),
  CART("cart_changed", 6, Shape.ORDER),
  ORDER("order_placed", 3, Shape.ORDER),
  IDENTIFY("$identify", 4, Shape.NONE);

  /** What {@code event_properties} look like. */
  enum Shape {
    VISIT,
    ITEM,
    SEARCH,
    ORDER,
    NONE
  }

  private static final EventKind[] IN_HUNDRED = inHundred();

  final String wireName;
  final int percent;
  final Shape shape;

  EventKind(String wireName, int percent, Shape shape) {
    this.wireName = wireName;
    this.percent = percent;
    this.shape = shape;
  }

  static EventKind draw(Dice dice) {
    return dice.one(IN_HUNDRED);
  }

  private static EventKind[] inHundred() {
    EventKind[] kinds = new EventKind[100];
    int next = 0;
    for (EventKind kind : values()) {
      for (int n = 0; n < kind.percent; n++) {
        kinds[next++] = kind;
      }
    }
    return kinds;
  }
}
