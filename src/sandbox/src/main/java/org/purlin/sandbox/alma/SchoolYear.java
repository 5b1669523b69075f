package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * One school year of one school: from the third Monday of August to the third Friday of June.
 *
 * @param school the school's code
 * @param start the calendar year it starts in
 */
record SchoolYear(String school, int start) {

  /** The school year that is current on a day: it changes with July. */
  static int current(LocalDate today) {
    return today.getMonthValue() < Month.JULY.getValue() ? today.getYear() - 1 : today.getYear();
  }

  String id() {
    return Ids.of("school year", school, start);
  }

  String name() {
    String years = start + "-" + (start + 1);
    return school.equals(AlmaSettings.HIGH) ? years + " SY" : years;
  }

  LocalDate startDate() {
    return LocalDate.of(start, Month.AUGUST, 1)
        .with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.MONDAY));
  }

  LocalDate endDate() {
    return LocalDate.of(start + 1, Month.JUNE, 1)
        .with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
  }

  /**
   * Its school days with attendance: the last ones up to {@code today}, or the first ones of the
   * year where fewer have passed; none before the year begins.
   */
  List<LocalDate> days(int count, LocalDate today) {
    if (today.isBefore(startDate())) {
      return List.of();
    }
    LocalDate last = today.isAfter(endDate()) ? endDate() : today;
    List<LocalDate> passed = weekdays(startDate(), last);
    return passed.size() >= count
        ? passed.subList(passed.size() - count, passed.size())
        : weekdays(startDate(), endDate()).stream().limit(count).toList();
  }

  ObjectNode json(int current, boolean withStatus) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id()).put("name", name());
    json.put("startDate", startDate().toString()).put("endDate", endDate().toString());
    if (withStatus) {
      json.put("status", start < current ? "Past" : start == current ? "Current" : "Future");
    }
    json.put("created", start + "-03-12T14:28:41+00:00");
    return json.put("modified", start + "-07-25T14:34:51+00:00");
  }

  private static List<LocalDate> weekdays(LocalDate first, LocalDate last) {
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      if (day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()) {
        days.add(day);
      }
    }
    return days;
  }
}
