package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.Request;
import org.purlin.sandbox.SeenRequest;

/**
 * A server of the Alma API on loopback. Close it to stop it. See the package for what is known and
 * what is guessed.
 *
 * <pre>{@code
 * try (AlmaSandbox alma = AlmaSandbox.start()) {
 *   alma.refuseAttendance(2, alma.students(AlmaSettings.HIGH).get(0));
 *   ... // start from alma.url() with AlmaSettings.KEY and SECRET
 *   assertThat(alma.challenges(), is(1));
 * }
 * }</pre>
 *
 * <p>What changes the invented schools throws an {@link IllegalStateException} where recorded files
 * are served, and an {@link IllegalArgumentException} for a school or a student that is not there.
 */
public final class AlmaSandbox implements AutoCloseable {

  private final Source source;
  private final AlmaApi api;
  private final FakeServer server;

  private AlmaSandbox(AlmaSettings settings) throws IOException {
    this.source =
        settings
            .directory()
            .<Source>map(RecordedDirectory::new)
            .orElseGet(() -> new InventedDistrict(settings));
    this.api = new AlmaApi(settings, source);
    this.server = FakeServer.start(settings.port(), api);
  }

  /** Starts with the defaults on a free port. */
  public static AlmaSandbox start() throws IOException {
    return start(AlmaSettings.defaults());
  }

  /**
   * Starts listening.
   *
   * @throws IOException when the port is taken
   */
  public static AlmaSandbox start(AlmaSettings settings) throws IOException {
    return new AlmaSandbox(settings);
  }

  /** The host, {@code http://127.0.0.1:port}; paths below it begin with {@code /v2/<school>/}. */
  public URI url() {
    return server.url();
  }

  /** The ids of a school's current pupils, without trailing blanks, in the order of its list. */
  public List<String> students(String school) {
    AlmaSchool one = school(school);
    return one.pupils().stream()
        .filter(pupil -> pupil.isIn(one.currentYear().start()))
        .map(Pupil::id)
        .toList();
  }

  /** What the list of students tells of one student; a copy. */
  public ObjectNode student(String school, String id) {
    return school(school).student(id).deepCopy();
  }

  /** A student's attendance in the school's current year, as it is served. */
  public List<ObjectNode> attendance(String school, String id) {
    return school(school).attendance(id);
  }

  /** The id of a school's current school year. */
  public String currentYear(String school) {
    return school(school).currentYear().id();
  }

  /** The days of a school's current year that attendance is there for, in order. */
  public List<LocalDate> attendanceDates(String school) {
    return school(school).attendanceDates();
  }

  /** Changes a text field of a student, and its {@code modified}. */
  public void changeStudent(String school, String id, String field, String value) {
    school(school).change(id, field, value);
  }

  /** Takes a student out of a school, with all that belongs to it. */
  public void removeStudent(String school, String id) {
    school(school).remove(id);
  }

  /** Adds an invented student to a school, from its current year on. Returns its id. */
  public String addStudent(String school) {
    return school(school).add();
  }

  /** Changes the status of one day of a student, and its {@code modified}; the id stays. */
  public void changeAttendance(String school, String id, LocalDate date, String status) {
    school(school).correct(id, date, status);
  }

  /** Assigns a student one more grade, from a day on. */
  public void assignGrade(String school, String id, String abbreviation, LocalDate from) {
    school(school).assign(id, abbreviation, from);
  }

  /** Lets a year pass: the next school year becomes the current one, in both schools. */
  public void rollOver() {
    district().schools().forEach(AlmaSchool::rollOver);
  }

  /** Answers attendance of these students with 403 for the next times. */
  public void refuseAttendance(int times, String... students) {
    for (String student : students) {
      api.refusals().refuse(student, times);
    }
  }

  /** Answers attendance of these students with 403, until {@link #acceptAttendance}. */
  public void refuseAttendanceForEver(String... students) {
    refuseAttendance(Refusals.FOR_EVER, students);
  }

  /** Refuses nobody's attendance any more. */
  public void acceptAttendance() {
    api.refusals().clear();
  }

  /** Makes all nonces given so far stale: their next use is answered 401 with stale=true. */
  public void expireNonces() {
    api.gate().expireNonces();
  }

  /** Forgets all nonces given so far: their next use is answered 401 without stale. */
  public void changeNonces() {
    api.gate().changeNonces();
  }

  /** How every request was signed, oldest first; those that met a fault instead are not here. */
  public List<DigestUse> digests() {
    return api.gate().uses();
  }

  /** How many requests were answered with a challenge. */
  public int challenges() {
    return (int)
        digests().stream().filter(use -> use.outcome() != DigestUse.Outcome.ACCEPTED).count();
  }

  /** How many requests were let in, by path; those that met a fault instead are not counted. */
  public Map<String, Integer> counts() {
    return api.admitted();
  }

  /** Queues a fault for the next requests that match. */
  public void onNext(Predicate<Request> match, Fault fault) {
    server.faults().add(match, fault);
  }

  /**
   * Queues a fault for the next signed requests of an endpoint, for example {@code school-years};
   * {@code attendance} stands for that of every student.
   */
  public void onNextOf(String endpoint, Fault fault) {
    Predicate<Request> signed = AlmaApi::isSigned;
    onNext(signed.and(AlmaApi.isOf(endpoint)), fault);
  }

  /** Forgets the queued faults. */
  public void clearFaults() {
    server.faults().clear();
  }

  /** How many requests are still to meet a queued fault. */
  public int pendingFaults() {
    return server.faults().pending();
  }

  /** All requests so far, oldest first, those that met a challenge or a fault included. */
  public List<SeenRequest> requests() {
    return server.requests();
  }

  /** The most requests that were in flight at once. */
  public int maxInFlight() {
    return server.maxInFlight();
  }

  /** Stops the server. */
  @Override
  public void close() {
    server.close();
  }

  private AlmaSchool school(String code) {
    return district().school(code);
  }

  private InventedDistrict district() {
    if (source instanceof InventedDistrict district) {
      return district;
    }
    throw new IllegalStateException("recorded files are served, which cannot be changed");
  }
}
