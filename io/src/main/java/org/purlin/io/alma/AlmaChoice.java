package org.purlin.io.alma;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What of a district is read.
 *
 * @param subdomain the district, or a single school, as it stands before {@code .api.getalma.com};
 *     a valid code in paths, too
 * @param schools codes of schools; empty is all
 * @param schoolYear {@code current}, {@code all}, a name or an id; each school's own
 * @param statuses only students of these; empty is all
 * @param tables names of tables of {@link AlmaTables}; the schools and their years are always read
 * @param today the day that decides where no school year has the status Current
 * @param attendanceSince the first day whose attendance is replaced; null: all of a year
 * @param refusedPause the pause before what was refused is asked for again
 */
public record AlmaChoice(
    String subdomain,
    Set<String> schools,
    String schoolYear,
    List<String> statuses,
    Set<String> tables,
    LocalDate today,
    LocalDate attendanceSince,
    Duration refusedPause)
    implements Serializable {

  /** In place of the name of a school year: the current one of each school. */
  public static final String CURRENT = AlmaYears.CURRENT;

  private static final long serialVersionUID = 1L;

  public AlmaChoice {
    schools = Set.copyOf(schools);
    statuses = List.copyOf(statuses);
    tables = Set.copyOf(tables);
  }
}
