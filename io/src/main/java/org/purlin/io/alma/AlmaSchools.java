package org.purlin.io.alma;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.RowLines;
import org.purlin.io.landing.Storage;
import org.purlin.transforms.rest.RecordFilter;
import org.purlin.transforms.rows.Table;

/** What was found of a district, read from what was landed: it names no person. */
public final class AlmaSchools implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileLanding landing;
  private final AlmaChoice choice;

  public AlmaSchools(FileLanding landing, AlmaChoice choice) {
    this.landing = landing;
    this.choice = choice;
  }

  /** Codes of all schools of the district; empty when they were never landed. */
  public List<String> codes() throws IOException {
    return rows(AlmaTables.SCHOOLS, choice.subdomain()).stream()
        .map(school -> school.path("id").asText())
        .toList();
  }

  /**
   * Names of all school years of a school, when the chosen one is not among them; nothing when it
   * is.
   *
   * @param window of the school's school years
   */
  public Optional<List<String>> yearsInsteadOfTheChosen(String window) throws IOException {
    List<ObjectNode> years = rows(AlmaTables.SCHOOL_YEARS, window);
    RecordFilter chosen = AlmaYears.chosen(choice.schoolYear());
    return years.stream().anyMatch(chosen::accepts)
        ? Optional.empty()
        : Optional.of(years.stream().map(year -> year.path("name").asText()).toList());
  }

  /**
   * The windows of students, each a school's code and a school year's id, in which students or
   * their attendance are landed.
   */
  public Set<String> windowsWithStudents() throws IOException {
    Set<String> windows = new TreeSet<>();
    for (ObjectNode school : rows(AlmaTables.SCHOOLS, choice.subdomain())) {
      String years = choice.subdomain() + "/" + school.path("id").asText();
      for (ObjectNode year : rows(AlmaTables.SCHOOL_YEARS, years)) {
        String window = years + "/" + year.path("id").asText();
        if (hasRows(AlmaTables.STUDENTS, window) || hasRows(AlmaTables.ATTENDANCE, window)) {
          windows.add(window);
        }
      }
    }
    return windows;
  }

  private boolean hasRows(Table table, String window) throws IOException {
    return landing.published(table.name(), window).filter(one -> one.rows() > 0).isPresent();
  }

  /** None also where files were taken away by hand: the next run lands them anew. */
  private List<ObjectNode> rows(Table table, String window) throws IOException {
    List<ObjectNode> rows = new ArrayList<>();
    Optional<Manifest> published = landing.intact(table.name(), window);
    if (published.isEmpty()) {
      return rows;
    }
    String directory = landing.directory(table.name(), window);
    for (Manifest.File file : published.get().files()) {
      try (RowLines line = RowLines.open(Storage.resolve(directory, file.name()))) {
        while (line.next()) {
          rows.add(
              JSON.readerFor(ObjectNode.class)
                  .readValue(line.bytes(), line.offset(), line.length()));
        }
      }
    }
    return rows;
  }
}
