package org.purlin.io.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the pages of a resource follow each other. A value. */
public abstract sealed class Paging implements Serializable {

  private static final long serialVersionUID = 1L;

  private Paging() {}

  /** One answer is all. */
  public static Paging none() {
    return new None();
  }

  /** The number of records to skip: {@code ?offset=0&limit=500}, {@code ?offset=500…}. */
  public static Paging offset(String offset, String limit, int size) {
    return new Numbered(offset, 0, size, limit, size, Long.MAX_VALUE, false, false);
  }

  /** The number of the first record, from 1: {@code ?start=1&limit=500}, {@code ?start=501…}. */
  public static Paging start(String start, String limit, int size) {
    return new Numbered(start, 1, size, limit, size, Long.MAX_VALUE, false, false);
  }

  /** The number of the page: {@code ?page=1&per_page=500}, {@code ?page=2…}. */
  public static Paging page(String page, int first, String limit, int size) {
    return new Numbered(page, first, 1, limit, size, Long.MAX_VALUE, false, false);
  }

  /** A token in each page that leads to the next one; the last has none. */
  public static Paging cursor(String parameter, String pointer) {
    return new Cursor(parameter, pointer, null);
  }

  /** The same with the token in a header of the reply. */
  public static Paging headerToken(String parameter, String header) {
    return new Cursor(parameter, null, header);
  }

  /** The URL of the next page in the {@code Link} header, as rel="next" (RFC 8288). */
  public static Paging link() {
    return new Link(null);
  }

  /** The URL of the next page in each page; the last has none. */
  public static Paging linkAt(String pointer) {
    return new Link(pointer);
  }

  /**
   * For numbered pages: a page with fewer records than were asked for is not the last, only an
   * empty one is. For endpoints that send fewer than they are asked for.
   */
  public Paging untilEmpty() {
    throw new IllegalArgumentException("Only numbered pages can be read until an empty one.");
  }

  /** For numbered pages: no more records than these are asked for, in all pages together. */
  public Paging upTo(long most) {
    throw new IllegalArgumentException("Only numbered pages can be limited to some records.");
  }

  /**
   * For numbered pages of an endpoint that says the total: all pages after the first are read at
   * the same time.
   */
  public Paging inParallel() {
    throw new IllegalArgumentException("Only numbered pages can be read at the same time.");
  }

  boolean isParallel() {
    return false;
  }

  /** Whether there can be more than one page. */
  boolean isPaged() {
    return true;
  }

  /** Records asked for at once; 0 when the endpoint decides. */
  int size() {
    return 0;
  }

  /** Records that are wanted, in all pages together. */
  long most() {
    return Long.MAX_VALUE;
  }

  /** The JSON pointers it wants of each page. */
  abstract Set<String> pointers();

  /**
   * Where a page is.
   *
   * @param number of the page, from 1
   * @param last the page before; null when this is the first that is read
   */
  abstract Place place(long number, Page last);

  /**
   * Whether another page follows.
   *
   * @param number of the page that was read, from 1
   */
  abstract boolean hasNext(long number, Page page);

  /** What comes next: parameters, or a whole address in their place, or both empty. */
  record Place(Map<String, String> parameters, String address) {
    static Place of(Map<String, String> parameters) {
      return new Place(parameters, null);
    }
  }

  /** What is known of a page that was read. */
  record Page(HttpHeaders headers, Map<String, JsonNode> picked, long records) {
    Optional<String> text(String pointer) {
      JsonNode value = picked.get(pointer);
      return value == null || value.isNull() || value.isContainerNode() || value.asText().isEmpty()
          ? Optional.empty()
          : Optional.of(value.asText());
    }
  }

  private static final class None extends Paging {
    private static final long serialVersionUID = 1L;

    @Override
    boolean isPaged() {
      return false;
    }

    @Override
    Set<String> pointers() {
      return Set.of();
    }

    @Override
    Place place(long number, Page last) {
      return Place.of(Map.of());
    }

    @Override
    boolean hasNext(long number, Page page) {
      return false;
    }
  }

  private static final class Numbered extends Paging {
    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final long first;
    private final long step;
    private final String limit;
    private final int size;
    private final long most;
    private final boolean untilEmpty;
    private final boolean parallel;

    private Numbered(
        String parameter,
        long first,
        long step,
        String limit,
        int size,
        long most,
        boolean untilEmpty,
        boolean parallel) {
      if (size < 1 || most < 1) {
        throw new IllegalArgumentException("A page must have one record at least.");
      }
      this.parameter = parameter;
      this.first = first;
      this.step = step;
      this.limit = limit;
      this.size = size;
      this.most = most;
      this.untilEmpty = untilEmpty;
      this.parallel = parallel;
    }

    @Override
    public Paging untilEmpty() {
      return new Numbered(parameter, first, step, limit, size, most, true, parallel);
    }

    @Override
    public Paging upTo(long records) {
      if (step != size) {
        throw new IllegalArgumentException(
            "Pages that are asked for by their number all have one size.");
      }
      return new Numbered(parameter, first, step, limit, size, records, untilEmpty, parallel);
    }

    @Override
    public Paging inParallel() {
      return new Numbered(parameter, first, step, limit, size, most, untilEmpty, true);
    }

    @Override
    long most() {
      return most;
    }

    /** Records that a page is asked for. */
    private long size(long number) {
      return Math.min(size, most - (number - 1) * size);
    }

    @Override
    boolean isParallel() {
      return parallel;
    }

    @Override
    int size() {
      return size;
    }

    @Override
    Set<String> pointers() {
      return Set.of();
    }

    @Override
    Place place(long number, Page last) {
      return Place.of(
          Map.of(
              parameter,
              Long.toString(first + (number - 1) * step),
              limit,
              Long.toString(size(number))));
    }

    @Override
    boolean hasNext(long number, Page page) {
      return number * size < most && (untilEmpty ? page.records() > 0 : page.records() >= size);
    }
  }

  private static final class Cursor extends Paging {
    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final String pointer;
    private final String header;

    private Cursor(String parameter, String pointer, String header) {
      this.parameter = parameter;
      this.pointer = pointer;
      this.header = header;
    }

    @Override
    Set<String> pointers() {
      return pointer == null ? Set.of() : Set.of(pointer);
    }

    private Optional<String> token(Page page) {
      return pointer != null
          ? page.text(pointer)
          : page.headers().firstValue(header).filter(token -> !token.isBlank());
    }

    @Override
    Place place(long number, Page last) {
      return Place.of(last == null ? Map.of() : Map.of(parameter, token(last).orElseThrow()));
    }

    @Override
    boolean hasNext(long number, Page page) {
      return token(page).isPresent();
    }
  }

  private static final class Link extends Paging {
    private static final long serialVersionUID = 1L;

    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
    private static final Pattern NEXT =
        Pattern.compile(
            ";\\s*rel\\s*=\\s*(\"[^\"]*\\bnext\\b[^\"]*\"|next\\b)", Pattern.CASE_INSENSITIVE);

    private final String pointer;

    private Link(String pointer) {
      this.pointer = pointer;
    }

    @Override
    Set<String> pointers() {
      return pointer == null ? Set.of() : Set.of(pointer);
    }

    private Optional<String> address(Page page) {
      if (pointer != null) {
        return page.text(pointer);
      }
      for (String header : page.headers().allValues("Link")) {
        Matcher link = LINK.matcher(header);
        while (link.find()) {
          if (NEXT.matcher(link.group(2)).find()) {
            return Optional.of(link.group(1));
          }
        }
      }
      return Optional.empty();
    }

    @Override
    Place place(long number, Page last) {
      return last == null ? Place.of(Map.of()) : new Place(Map.of(), address(last).orElseThrow());
    }

    @Override
    boolean hasNext(long number, Page page) {
      return address(page).isPresent();
    }
  }
}
