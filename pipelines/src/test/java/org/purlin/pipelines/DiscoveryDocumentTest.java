package org.purlin.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoveryDocumentTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static DiscoveryDocument document() throws JsonProcessingException {
    return new DiscoveryDocument(
        JSON.readTree(
            """
            {"schemas": {
              "Shelf": {"type": "object", "properties": {
                "name": {"type": "string"},
                "kind": {"type": "string", "enum": ["OAK", "ASH"]},
                "bytes": {"type": "string", "format": "int64"},
                "seal": {"type": "string", "format": "byte"},
                "age": {"type": "string", "format": "google-duration"},
                "books": {"type": "array", "items": {"$ref": "Book"}},
                "labels": {"type": "object", "additionalProperties": {"type": "string"}}}},
              "Book": {"type": "object", "properties": {
                "pages": {"type": "integer", "format": "int32"},
                "extra": {"type": "any"},
                "lent": {"type": "boolean"}}}}}
            """));
  }

  private static List<String> violations(String json) throws JsonProcessingException {
    return document().violations("Shelf", JSON.readTree(json));
  }

  @Test
  void whatFitsHasNoViolations() throws JsonProcessingException {
    assertThat(
        violations(
            """
            {"name": "a", "kind": "OAK", "bytes": "12", "seal": "YQ==", "age": "3.5s", "labels": {"x": "y"},
             "books": [{"pages": 3, "lent": true, "extra": [1]}]}
            """),
        is(List.of()));
  }

  @Test
  void eachViolationIsNamedWithItsPlace() throws JsonProcessingException {
    assertThat(
        violations(
            """
            {"name": 1, "kind": "ELM", "bytes": "many", "seal": "a-b", "age": "PT3S",
             "labels": {"x": 1}, "colour": "red",
             "books": [{"pages": "3"}, {"lent": null, "title": "t"}]}
            """),
        is(
            List.of(
                "Shelf.name: must be string, but is NUMBER",
                "Shelf.kind: \"ELM\" is none of the words it may be",
                "Shelf.bytes: must be a whole number in quotes",
                "Shelf.seal: must be in Base64",
                "Shelf.age: must be a duration such as 3.5s",
                "Shelf.labels.x: must be string, but is NUMBER",
                "Shelf.colour: is unknown",
                "Shelf.books[0].pages: must be integer, but is STRING",
                "Shelf.books[1].lent: must be boolean, but is NULL",
                "Shelf.books[1].title: is unknown")));
  }

  @Test
  void aSchemaThatIsNotThereIsAMistakeOfTheTest() {
    assertThrows(
        IllegalArgumentException.class,
        () -> document().violations("Nothing", JSON.readTree("{}")));
  }
}
