package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.edfi.EdfiFaults;
import org.purlin.sandbox.edfi.EdfiPost;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.SampleSet;

/** A server lets us change a person only after an association has made the person ours. */
@Timeout(120)
class PushPeopleTest {

  private static final SampleSet SET = SampleSet.of(9, 4).shuffled(3);

  @TempDir Path directory;

  private Desk desk;
  private String rows;

  @BeforeEach
  void writeRows() throws IOException {
    desk = new Desk(directory);
    SET.writeTo(directory.resolve("rows.jsonl"));
    rows = directory.resolve("rows.jsonl").toString();
  }

  /** Contract, check 9. */
  @Test
  void aStudentWhoIsThereAlreadyIsSentAgainAfterTheAssociations() throws IOException {
    try (EdfiSandbox edfi =
        EdfiSandbox.start(EdfiSettings.defaults().withRelationshipAuthorization())) {
      String student = student();
      edfi.write("students", other(student));

      desk.expect(0, "push", Desk.at(edfi, "--input=" + rows, "--commit"));

      int all = SET.items().size();
      assertThat(desk.balance("rows"), is(all + " read = " + (all - 1) + " created + 1 updated"));
      List<EdfiPost> posts = edfi.posts();
      List<EdfiPost> ofStudent =
          posts.stream()
              .filter(post -> post.resource().equals("students"))
              .filter(post -> post.key().equals(id(student)))
              .toList();
      assertThat(ofStudent.stream().map(EdfiPost::status).toList(), contains(403, 200));
      EdfiPost association =
          posts.stream()
              .filter(post -> post.resource().equals("studentSchoolAssociations"))
              .filter(post -> post.key().contains(id(student)))
              .findFirst()
              .orElseThrow();
      assertThat(
          posts.indexOf(association),
          is(
              both(greaterThan(posts.indexOf(ofStudent.get(0))))
                  .and(lessThan(posts.indexOf(ofStudent.get(1))))));
      assertThat(edfi.records("students").get(id(student)), is(Desk.json(student)));
    }
  }

  /** Contract, checks 9 and 11: the repeat of a creation whose answer was lost is an update. */
  @Test
  void aStudentWhoseAnswerWasLostIsDelivered() throws IOException {
    try (EdfiSandbox edfi =
        EdfiSandbox.start(EdfiSettings.defaults().withRelationshipAuthorization())) {
      edfi.onNextPostOf("students", EdfiFaults.lostAnswer());

      desk.expect(0, "push", Desk.at(edfi, "--input=" + rows, "--commit"));

      int all = SET.items().size();
      assertThat(desk.balance("rows"), is(all + " read = " + (all - 1) + " created + 1 updated"));
      assertThat(edfi.count("students"), is(4));
    }
  }

  /** Contract, check 9. */
  @Test
  void aStudentWithoutAnyAssociationIsRejectedInTheServersWords() throws IOException {
    try (EdfiSandbox edfi =
        EdfiSandbox.start(EdfiSettings.defaults().withRelationshipAuthorization())) {
      String student = PushTest.students(1)[0];
      edfi.write("students", other(student));
      String alone = desk.write("students.jsonl", student);

      desk.expect(3, "push", Desk.at(edfi, "--input=" + alone, "--commit"));

      JsonNode row = desk.rows("edfi_results").get(0);
      assertThat(row.get("status").asText(), is("rejected"));
      assertThat(row.get("http_status").asInt(), is(403));
      assertThat(row.get("problem_type").asText(), is("urn:ed-fi:api:security:authorization"));
      assertThat(row.get("message").asText(), containsString("'StudentSchoolAssociation'"));
      assertThat(row.get("attempts").asInt(), is(2));
    }
  }

  private static String student() {
    return SET.items().stream()
        .filter(item -> item.resource().equals("students"))
        .findFirst()
        .orElseThrow()
        .payload();
  }

  /** The same student as somebody else has entered before: what refers to nothing, and a name. */
  private static String other(String student) {
    ObjectNode other = (ObjectNode) Desk.json(student);
    other.retain("studentUniqueId", "lastSurname", "birthDate");
    return other.put("firstName", "Former").toString();
  }

  private static String id(String student) {
    return Desk.json(student).get("studentUniqueId").asText();
  }
}
