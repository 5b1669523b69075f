package org.purlin.transforms.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.edfi.ApiProblem.Kind;

class ApiProblemTest {

  private static final String JSON = "application/problem+json";
  private static final String URN = "urn:ed-fi:api:";

  @Test
  void validationErrorsAreToldWithTheirPlaces() {
    assertThat(
        read(
            400,
            "{'detail':'Data validation failed. See .','type':'urn:ed-fi:api:bad-request:"
                + "data-validation-failed','title':'T','status':400,'validationErrors':{"
                + "'$.birthDate':['BirthDate is required.','It is late.'],"
                + "'$.scores[0].typeDescriptor':['It does not exist.']}}"),
        is(
            new ApiProblem(
                URN + "bad-request:data-validation-failed",
                "$.birthDate: BirthDate is required. It is late."
                    + " $.scores[0].typeDescriptor: It does not exist.",
                "$.birthDate",
                Kind.VALIDATION)));
  }

  @Test
  void errorsFollowTheDetail() {
    assertThat(
        read(
            403,
            "{'detail':'No access. Hint: create an association.','type':'urn:ed-fi:api:security:"
                + "authorization','errors':['No relationships.'],'validationErrors':{}}"),
        is(
            new ApiProblem(
                URN + "security:authorization",
                "No access. Hint: create an association. No relationships.",
                null,
                Kind.NOT_AUTHORIZED)));
  }

  @Test
  void theTypeDecidesWhateverTheStatusAndTheWords() {
    assertKind(409, "data-conflict:unresolved-reference", Kind.UNRESOLVED_REFERENCE);
    assertKind(409, "data-conflict:dependent-item-exists", Kind.DEPENDENT_ITEM_EXISTS);
    assertKind(409, "data-conflict:non-unique-identity", Kind.IDENTITY_CONFLICT);
    assertKind(409, "data-conflict:non-unique-values", Kind.IDENTITY_CONFLICT);
    assertKind(409, "identity-conflict", Kind.IDENTITY_CONFLICT);
    assertKind(409, "data-conflict:multi-user-conflict", Kind.MULTI_USER_CONFLICT);
    assertKind(409, "multi-user-conflict", Kind.MULTI_USER_CONFLICT);
    assertKind(403, "security:authorization:access-denied:action", Kind.NOT_AUTHORIZED);
    assertKind(401, "security:authentication", Kind.AUTHENTICATION);
    assertKind(429, "security:authentication:too-many-tokens", Kind.TOO_MANY);
    assertKind(429, "too-many-requests", Kind.TOO_MANY);
    assertKind(404, "not-found", Kind.NOT_FOUND);
    assertKind(412, "optimistic-lock-failed", Kind.PRECONDITION);
    assertKind(400, "bad-request:parameter-validation-failed", Kind.VALIDATION);
    assertKind(400, "bad-request:data-validation-failed:key-change-not-supported", Kind.VALIDATION);
    assertKind(500, "data-conflict:unresolved-reference", Kind.UNRESOLVED_REFERENCE);
  }

  @Test
  void anUnknownTypeOfEdFisIsJudgedByItsStatusAndNeverByItsWords() {
    assertKind(405, "method-not-allowed", Kind.OTHER);
    assertKind(415, "unsupported-media-type", Kind.OTHER);
    assertKind(500, "system:database-connection", Kind.OTHER);
    assertKind(409, "data-conflict:something-new", Kind.OTHER);
    assertKind(404, "not-found-but-otherwise", Kind.NOT_FOUND);
    assertKind(400, "bad-requests", Kind.VALIDATION);
  }

  @Test
  void withoutATypeTheStatusDecides() {
    assertThat(read(400, "{'message':'Wrong.'}").kind(), is(Kind.VALIDATION));
    assertThat(read(401, "").kind(), is(Kind.AUTHENTICATION));
    assertThat(read(403, "").kind(), is(Kind.NOT_AUTHORIZED));
    assertThat(read(404, "").kind(), is(Kind.NOT_FOUND));
    assertThat(read(412, "").kind(), is(Kind.PRECONDITION));
    assertThat(read(429, "").kind(), is(Kind.TOO_MANY));
    assertThat(read(500, "").kind(), is(Kind.OTHER));
    assertThat(read(409, "").kind(), is(Kind.OTHER));
  }

  @Test
  void aConflictWithoutATypeIsJudgedByItsWords() {
    assertConflict(
        "The value supplied for the related 'school' resource does not exist.",
        Kind.UNRESOLVED_REFERENCE);
    assertConflict("Reference validation failed", Kind.UNRESOLVED_REFERENCE);
    assertConflict(
        "The resource cannot be deleted because it is a dependency of the 'grade' entity.",
        Kind.DEPENDENT_ITEM_EXISTS);
    assertConflict(
        "A natural key conflict occurred when attempting to create a new resource with a duplicate"
            + " key.",
        Kind.IDENTITY_CONFLICT);
    assertConflict("The record was changed by another user.", Kind.MULTI_USER_CONFLICT);
    assertConflict("No.", Kind.OTHER);
  }

  @Test
  void whatAConflictIsComesFromMessagesAndNeverFromEchoedKeysOrValues() {
    assertThat(
        read(
                409,
                "{'error':{'message':'Reference validation failed','failures':[{'resourceName':"
                    + "'Student','identity':{'studentUniqueId':'s-1'}}]}}")
            .kind(),
        is(Kind.UNRESOLVED_REFERENCE));
    for (String echo :
        List.of(
            "{'error':{'failures':[{'identity':{'unique':'duplicate'}}]}}",
            "{'code':'duplicate'}",
            "{'message':'No.','modelState':{'reference':['Wrong.']}}",
            "{'unique':'this breaks off")) {
      assertThat(echo, read(409, echo).kind(), is(Kind.OTHER));
    }
    assertConflict("No for 'deadlock', \"duplicate\" and 'reference'.", Kind.OTHER);
  }

  @Test
  void wordsOfAConflictAreWholeWords() {
    assertConflict("See studentUniqueId and uniqueId.", Kind.OTHER);
    assertConflict("An independent preference.", Kind.OTHER);
    assertConflict("The combination is not unique.", Kind.IDENTITY_CONFLICT);
    assertConflict("Two deadlocked.", Kind.MULTI_USER_CONFLICT);
  }

  @Test
  void aReferenceThatIsMissingIsSoWhateverElseTheMessageSays() {
    assertConflict(
        "A dependent reference does not exist; its key must be unique.", Kind.UNRESOLVED_REFERENCE);
    assertConflict("The reference is not unique.", Kind.UNRESOLVED_REFERENCE);
    assertConflict(
        "It cannot be deleted, because others have a reference to it.", Kind.DEPENDENT_ITEM_EXISTS);
    assertConflict("It doesn't fit: the reference isn't known.", Kind.UNRESOLVED_REFERENCE);
  }

  @Test
  void olderServersSayAMessageAndAModelState() {
    assertThat(
        read(400, "{'message':\"Validation of 'Student' failed.\\n\\t BirthDate is required.\"}"),
        is(
            new ApiProblem(
                null,
                "Validation of 'Student' failed. BirthDate is required.",
                null,
                Kind.VALIDATION)));
    assertThat(
        read(
            400,
            "{'message':'The request is invalid.','modelState':{"
                + "'student.birthDate':['Not a date.'],'student.id':'Wrong.'}}"),
        is(
            new ApiProblem(
                null,
                "The request is invalid. student.birthDate: Not a date. student.id: Wrong.",
                "student.birthDate",
                Kind.VALIDATION)));
  }

  @Test
  void anErrorCanBeATextAnObjectOrAList() {
    assertThat(read(401, "{'error':'invalid_client'}").reason(), is("invalid_client"));
    assertThat(
        read(400, "{'error':'invalid_scope','error_description':'No such scope.'}").reason(),
        is("invalid_scope: No such scope."));
    assertThat(
        read(409, "{'error':{'message':'Reference validation failed','failures':[{'a':1}]}}"),
        is(
            new ApiProblem(
                null, "Reference validation failed {\"a\":1}", null, Kind.UNRESOLVED_REFERENCE)));
    assertThat(
        read(
            400,
            "{'error':[{'message':'must be integer','path':'{requestBody}.schoolId','context':{}},"
                + "{'message':'is required','path':'{requestBody}.name'},'and more']}"),
        is(
            new ApiProblem(
                null,
                "must be integer is required and more",
                "{requestBody}.schoolId",
                Kind.VALIDATION)));
  }

  @Test
  void ofAPageOnlyTheTitleIsKept() {
    assertThat(
        ApiProblem.read(
            502,
            "text/html",
            "<html><head><TITLE lang='en'> Bad\nGateway </TITLE></head><body>secret</body>"),
        is(new ApiProblem(null, "HTTP 502 with a web page: Bad Gateway", null, Kind.OTHER)));
    assertThat(
        ApiProblem.read(503, null, "<h1>Closed</h1>").reason(), is("HTTP 503 with a web page"));
    assertThat(
        ApiProblem.read(503, "text/html", "Closed").reason(), is("HTTP 503 with a web page"));
  }

  @Test
  void thereIsAlwaysAReason() {
    assertThat(ApiProblem.read(404, null, null).reason(), is("HTTP 404 without a body"));
    assertThat(read(404, " \n ").reason(), is("HTTP 404 without a body"));
    assertThat(read(400, "{}").reason(), is("HTTP 400 without a reason"));
    assertThat(read(400, "[]").reason(), is("HTTP 400 without a reason"));
    assertThat(read(400, "{'error':[]}").reason(), is("HTTP 400 without a reason"));
    assertThat(read(500, "'Out of order.'").reason(), is("Out of order."));
    assertThat(read(500, "Out of order.").reason(), is("Out of order."));
    assertThat(read(500, "{'code':7}").reason(), is("{\"code\":7}"));
    assertThat(read(500, "{'title':'Only a title'}").reason(), is("Only a title"));
  }

  @Test
  void aTypeOrPathThatIsNoneIsNotRepeated() {
    ApiProblem problem =
        read(400, "{'detail':'d','type':'not a type','validationErrors':{'a b c':['x']}}");
    assertThat(problem, is(new ApiProblem(null, "a b c: x", null, Kind.VALIDATION)));
    assertThat(
        read(409, "{'detail':'reference','type':'about:blank'}").kind(),
        is(Kind.UNRESOLVED_REFERENCE));
  }

  @Test
  void aLongReasonIsCutBetweenCharacters() {
    String reason = read(500, "x" + "😀".repeat(400)).reason();
    assertThat(reason, is("x" + "😀".repeat(249) + "…"));
    assertThat(reason.getBytes(StandardCharsets.UTF_8).length, is(1000));
    assertThat(read(500, "y".repeat(1000)).reason(), is("y".repeat(1000)));
    assertThat(read(500, "y".repeat(1001)).reason(), is("y".repeat(997) + "…"));
  }

  @Property(tries = 1000)
  void aReasonIsAlwaysOneShortLine(@ForAll String body, @ForAll boolean asMessage) {
    String answer = asMessage ? "{\"message\":" + quoted(body) + "}" : body;
    String reason = ApiProblem.read(500, null, answer).reason();
    assertThat(reason.length(), is(greaterThan(0)));
    assertThat(reason.chars().filter(Character::isISOControl).count(), is(0L));
    assertThat(
        reason.getBytes(StandardCharsets.UTF_8).length,
        is(lessThanOrEqualTo(ApiProblem.MAX_REASON_BYTES)));
  }

  private static String quoted(String text) {
    return EdfiJson.text(EdfiJson.MAPPER.getNodeFactory().textNode(text));
  }

  private static void assertKind(int status, String type, Kind kind) {
    String words = "A reference does not exist, is a duplicate, and is a dependency of another.";
    ApiProblem problem = read(status, "{'type':'" + URN + type + "','detail':'" + words + "'}");
    assertThat(problem, is(new ApiProblem(URN + type, words, null, kind)));
  }

  private static void assertConflict(String message, Kind kind) {
    assertThat(
        ApiProblem.read(409, JSON, "{\"message\":" + quoted(message) + "}"),
        is(new ApiProblem(null, message, null, kind)));
  }

  /** Reads a body whose quotes are written as apostrophes, unless it has quotes of its own. */
  private static ApiProblem read(int status, String body) {
    return ApiProblem.read(status, JSON, quotes(body));
  }

  private static String quotes(String body) {
    if (body.indexOf('"') < 0) {
      return body.replace('\'', '"');
    }
    int inner = body.indexOf('"');
    int end = body.lastIndexOf('"');
    return body.substring(0, inner).replace('\'', '"')
        + body.substring(inner, end)
        + body.substring(end).replace('\'', '"');
  }
}
