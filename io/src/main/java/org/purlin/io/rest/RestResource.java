package org.purlin.io.rest;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.transforms.rest.RecordEdit;
import org.purlin.transforms.rest.RecordFilter;
import org.purlin.transforms.rest.RecordPath;

/**
 * One thing that is asked of an API, for itself or for each record of another. Immutable.
 *
 * <p>Texts with {@code {variables}} are templates: a unit of work is the resource and a value for
 * each variable. A variable comes from {@link #startingWith}, from a parent's record ({@link
 * #forEach}) or from the first page ({@link #capturing}).
 */
public final class RestResource implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String NAME = "[a-z][a-z0-9-]*";

  /**
   * Whose records a resource is asked for.
   *
   * @param resource the parent's name
   * @param binds variable to field of the parent's record
   * @param when which records count; null is all
   * @param batch how many records are asked for at once: their values stand with commas between
   */
  record Parent(String resource, TreeMap<String, String> binds, RecordFilter when, int batch)
      implements Serializable {}

  /** One of a query; several may share a name. */
  record Parameter(String name, String template) implements Serializable {}

  private final String name;
  private final String path;
  private ArrayList<Parameter> query = new ArrayList<>();
  private ArrayList<TreeMap<String, String>> starts = new ArrayList<>();
  private Parent parent;
  private String batched;
  private RecordPath records;
  private Paging paging = Paging.none();
  private HashMap<String, String> captures = new HashMap<>();
  private String total;
  private double tolerance;
  private boolean full;
  private boolean resumed;
  private Set<Integer> putOff = Set.of();
  private Duration pause = Duration.ofSeconds(5);
  private Set<Integer> halved = Set.of();
  private String expected;
  private String notice;
  private long cost;
  private RecordEdit edit;
  private String window = "all";
  private ArrayList<RestTable> tables = new ArrayList<>();

  private RestResource(String name, String path) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "The name of a resource must be lower-case letters, digits and -, but was: "
              + name
              + ".");
    }
    this.name = name;
    this.path = path;
  }

  private RestResource(RestResource other) {
    this(other.name, other.path);
    query = other.query;
    starts = other.starts;
    parent = other.parent;
    batched = other.batched;
    records = other.records;
    paging = other.paging;
    captures = other.captures;
    total = other.total;
    tolerance = other.tolerance;
    full = other.full;
    resumed = other.resumed;
    putOff = other.putOff;
    pause = other.pause;
    halved = other.halved;
    expected = other.expected;
    notice = other.notice;
    cost = other.cost;
    edit = other.edit;
    window = other.window;
    tables = other.tables;
  }

  /**
   * A resource at a path below the endpoint.
   *
   * @param name for steps and messages: {@code grade-levels}
   * @param path such as {@code /v2/{school}/grade-levels}
   */
  public static RestResource at(String name, String path) {
    return new RestResource(name, path);
  }

  /** Where its records are in a page. What is counted, and what children are asked for. */
  public RestResource records(RecordPath where) {
    RestResource copy = new RestResource(this);
    copy.records = where;
    return copy;
  }

  /**
   * With one more parameter in the query; a name may be given several times, for {@code
   * ?status[]=a&status[]=b}. One whose value is empty is left out.
   */
  public RestResource query(String parameter, String template) {
    RestResource copy = new RestResource(this);
    copy.query = new ArrayList<>(query);
    copy.query.add(new Parameter(parameter, template));
    return copy;
  }

  /** Asked for once with each of these variables; for a resource without a parent. */
  public RestResource startingWith(List<Map<String, String>> units) {
    RestResource copy = new RestResource(this);
    copy.starts = new ArrayList<>();
    units.forEach(unit -> copy.starts.add(new TreeMap<>(unit)));
    return copy;
  }

  /** Asked for once for so many of these values, which stand with commas between them. */
  public RestResource startingWithBatchesOf(int size, String variable, List<String> values) {
    List<Map<String, String>> units = new ArrayList<>();
    for (int from = 0; from < values.size(); from += size) {
      List<String> batch = values.subList(from, Math.min(from + size, values.size()));
      units.add(Map.of(variable, String.join(",", batch)));
    }
    RestResource copy = startingWith(units);
    copy.batched = variable;
    return copy;
  }

  /** Asked for once for each record of another resource. */
  public RestResource forEach(String resource, String variable, String field) {
    return forEach(resource, Map.of(variable, field), null);
  }

  /** The same with several variables, for the records that count. */
  public RestResource forEach(String resource, Map<String, String> binds, RecordFilter when) {
    RestResource copy = new RestResource(this);
    copy.parent = new Parent(resource, new TreeMap<>(binds), when, 1);
    return copy;
  }

  /** Asked for once for so many records of another resource. */
  public RestResource forBatchesOf(int size, String resource, String variable, String field) {
    RestResource copy = new RestResource(this);
    copy.parent = new Parent(resource, new TreeMap<>(Map.of(variable, field)), null, size);
    copy.batched = variable;
    return copy;
  }

  public RestResource paged(Paging way) {
    RestResource copy = new RestResource(this);
    copy.paging = way;
    return copy;
  }

  /** A variable of what is written, from a JSON pointer into the first page. */
  public RestResource capturing(String variable, String pointer) {
    RestResource copy = new RestResource(this);
    copy.captures = new HashMap<>(captures);
    copy.captures.put(variable, pointer);
    return copy;
  }

  /**
   * The endpoint says how many records there are.
   *
   * @param pointer into a page, a JSON pointer
   * @param share of them that may be missing before that is trouble: a list that moves while it is
   *     read is never quite complete
   */
  public RestResource totalAt(String pointer, double share) {
    RestResource copy = new RestResource(this);
    copy.total = pointer;
    copy.tolerance = share;
    return copy;
  }

  /** A first page without a record is a failure, because the endpoint has records. */
  public RestResource neverEmpty() {
    RestResource copy = new RestResource(this);
    copy.full = true;
    return copy;
  }

  /** What was read by a run that was killed is not asked for again by one soon after it. */
  public RestResource resumed() {
    RestResource copy = new RestResource(this);
    copy.resumed = true;
    return copy;
  }

  /**
   * With these statuses a unit is put off: it is asked for again, a few times, when all others
   * were.
   *
   * @param between the pause before it is asked for again
   */
  public RestResource putOffOn(Set<Integer> statuses, Duration between) {
    RestResource copy = new RestResource(this);
    copy.putOff = Set.copyOf(statuses);
    copy.pause = between;
    return copy;
  }

  /** With these statuses one of a batch is bad: it is looked for in halves. */
  public RestResource halvedOn(Set<Integer> statuses) {
    RestResource copy = new RestResource(this);
    copy.halved = Set.copyOf(statuses);
    return copy;
  }

  /** What a batch asks for must be there, in this field or, with {@code *}, as the key. */
  public RestResource expecting(String field) {
    RestResource copy = new RestResource(this);
    copy.expected = field;
    return copy;
  }

  /** A JSON pointer to a text that users have to see. */
  public RestResource noticeAt(String pointer) {
    RestResource copy = new RestResource(this);
    copy.notice = pointer;
    return copy;
  }

  /** What a request is believed to cost; see {@link Charges}. */
  public RestResource costing(long each) {
    RestResource copy = new RestResource(this);
    copy.cost = each;
    return copy;
  }

  /** Looks at all records of a unit before they are written; for short lists only. */
  public RestResource edited(RecordEdit how) {
    RestResource copy = new RestResource(this);
    copy.edit = how;
    return copy;
  }

  /** Where rows land: what a run replaces as a whole. {@code {school}/{schoolYearId}} */
  public RestResource window(String template) {
    RestResource copy = new RestResource(this);
    copy.window = template;
    return copy;
  }

  /** Makes rows of a table. */
  public RestResource into(RestTable table) {
    RestResource copy = new RestResource(this);
    copy.tables = new ArrayList<>(tables);
    copy.tables.add(table);
    return copy;
  }

  public String name() {
    return name;
  }

  String path() {
    return path;
  }

  List<Parameter> query() {
    return query;
  }

  /** The units of a resource without a parent. */
  List<? extends Map<String, String>> starts() {
    return starts.isEmpty() && parent == null ? List.of(new TreeMap<>()) : starts;
  }

  /** Null when it is asked for by itself. */
  Parent parent() {
    return parent;
  }

  /** The resource for each of whose records it is asked for; empty when for itself. */
  public Optional<String> askedForEach() {
    return Optional.ofNullable(parent).map(Parent::resource);
  }

  /** The variable that holds several values with commas between; null when none does. */
  String batched() {
    return batched;
  }

  RecordPath records() {
    return records != null ? records : tables.get(0).records();
  }

  Paging paging() {
    return paging;
  }

  Map<String, String> captures() {
    return captures;
  }

  /** Null when the endpoint does not say. */
  String total() {
    return total;
  }

  double tolerance() {
    return tolerance;
  }

  boolean isNeverEmpty() {
    return full;
  }

  boolean isResumed() {
    return resumed;
  }

  boolean isPutOffOn(int status) {
    return putOff.contains(status);
  }

  Duration pause() {
    return pause;
  }

  boolean isHalvedOn(int status) {
    return halved.contains(status);
  }

  /** Null when nothing in particular is expected. */
  String expected() {
    return expected;
  }

  /** Null when there is none. */
  String notice() {
    return notice;
  }

  long cost() {
    return cost;
  }

  /** Null when records are taken as they are. */
  RecordEdit edit() {
    return edit;
  }

  String window() {
    return window;
  }

  public List<RestTable> tables() {
    return List.copyOf(tables);
  }

  /** Whether it makes rows of a table in such a window. */
  boolean fills(RestTable table, String windows) {
    return window.equals(windows)
        && tables.stream().anyMatch(one -> one.table().name().equals(table.table().name()));
  }

  /** Whether units may end up in the second step. */
  boolean hasSecondStep() {
    return !putOff.isEmpty() || paging.isParallel();
  }

  /** The templates of a request. */
  List<String> asked() {
    List<String> templates = new ArrayList<>();
    query.forEach(parameter -> templates.add(parameter.template()));
    templates.add(path);
    templates.add(window);
    return templates;
  }

  /** The templates of rows. */
  List<String> written() {
    return tables.stream().flatMap(table -> table.filled().values().stream()).toList();
  }

  /** Changes whenever what a unit lands would. */
  String shape() {
    return String.join("\n", name, path, query.toString(), window, tables.toString());
  }
}
