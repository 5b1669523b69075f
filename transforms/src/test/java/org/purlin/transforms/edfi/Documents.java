package org.purlin.transforms.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Small OpenAPI documents in the shapes servers write them, and the models read from them. */
final class Documents {

  /** As an ODS/API 5.x writes it: Swagger 2, keys marked among the query parameters. */
  static final String SWAGGER_2 =
      """
      {
        "swagger": "2.0",
        "basePath": "/data/v3",
        "parameters": {
          "offset": {"name": "offset", "in": "query", "type": "integer"}
        },
        "paths": {
          "/ed-fi/students": {
            "get": {
              "parameters": [
                {"$ref": "#/parameters/offset"},
                {"name": "studentUniqueId", "in": "query", "type": "string",
                 "x-Ed-Fi-isIdentity": true},
                {"name": "firstName", "in": "query", "type": "string"},
                {"name": "Use-Snapshot", "in": "header", "type": "boolean"}],
              "responses": {"200": {"schema": {
                "type": "array", "items": {"$ref": "#/definitions/edFi_student"}}}}},
            "post": {"parameters": [
              {"name": "student", "in": "body", "schema": {"$ref": "#/definitions/edFi_student"}}]}
          },
          "/ed-fi/students/{id}": {"get": {"responses": {"200": {
            "schema": {"$ref": "#/definitions/edFi_student"}}}}},
          "/ed-fi/students/deletes": {"get": {"responses": {"200": {"schema": {
            "type": "array", "items": {"$ref": "#/definitions/trackedChanges"}}}}}},
          "/ed-fi/studentProgramAssociations": {
            "get": {
              "parameters": [
                {"name": "beginDate", "in": "query", "x-Ed-Fi-isIdentity": true},
                {"name": "educationOrganizationId", "in": "query", "x-Ed-Fi-isIdentity": true},
                {"name": "programEducationOrganizationId", "in": "query",
                 "x-Ed-Fi-isIdentity": true},
                {"name": "programName", "in": "query", "x-Ed-Fi-isIdentity": true},
                {"name": "studentUniqueId", "in": "query", "x-Ed-Fi-isIdentity": true}],
              "responses": {"200": {"schema": {"type": "array",
                "items": {"$ref": "#/definitions/edFi_studentProgramAssociation"}}}}}
          }
        },
        "definitions": {
          "link": {"type": "object", "properties": {
            "rel": {"type": "string"}, "href": {"type": "string"}}},
          "edFi_student": {
            "type": "object",
            "required": ["studentUniqueId", "birthDate", "firstName"],
            "properties": {
              "id": {"type": "string"},
              "studentUniqueId": {"type": "string", "maxLength": 32, "x-Ed-Fi-isIdentity": true},
              "birthDate": {"type": "string", "format": "date"},
              "firstName": {"type": "string", "maxLength": 75},
              "multipleBirthStatus": {"type": "boolean"},
              "personReference": {"$ref": "#/definitions/edFi_personReference"},
              "otherNames": {"type": "array", "items": {"$ref": "#/definitions/edFi_otherName"}},
              "_etag": {"type": "string"},
              "_lastModifiedDate": {"type": "string", "format": "date-time"}
            }
          },
          "edFi_otherName": {
            "type": "object",
            "required": ["otherNameTypeDescriptor", "lastSurname"],
            "properties": {
              "otherNameTypeDescriptor": {"type": "string", "maxLength": 306},
              "lastSurname": {"type": "string", "maxLength": 75}
            }
          },
          "edFi_personReference": {
            "type": "object",
            "required": ["personId"],
            "properties": {
              "personId": {"type": "string", "maxLength": 32},
              "link": {"$ref": "#/definitions/link"}
            }
          },
          "edFi_studentProgramAssociation": {
            "type": "object",
            "required": [
              "beginDate", "educationOrganizationReference", "programReference",
              "studentReference", "servingReference"],
            "properties": {
              "beginDate": {"type": "string", "format": "date", "x-Ed-Fi-isIdentity": true},
              "educationOrganizationReference": {"type": "object", "properties": {
                "educationOrganizationId": {"type": "integer"}}},
              "programReference": {"type": "object", "properties": {
                "educationOrganizationId": {"type": "integer"},
                "programName": {"type": "string"}}},
              "studentReference": {"type": "object", "properties": {
                "studentUniqueId": {"type": "string"}}},
              "servingReference": {"type": "object", "properties": {
                "unitName": {"type": "string"}}}
            }
          }
        }
      }
      """;

  /** As an ODS/API 7.x writes it: OpenAPI 3, keys known by how others refer to a resource. */
  static final String OPEN_API_3 =
      """
      {
        "openapi": "3.0.1",
        "paths": {
          "/ed-fi/attendances": {
            "get": {"parameters": [{"name": "schoolId", "in": "query"}]},
            "post": {"requestBody": {"content": {"application/json": {"schema": {
              "$ref": "#/components/schemas/edFi_attendance"}}}}}
          },
          "/ed-fi/attendances/partitions": {"get": {"responses": {"200": {"content": {
            "application/json": {"schema": {"type": "object", "properties": {}}}}}}}},
          "/ed-fi/gradeLevelDescriptors": {
            "get": {"responses": {"200": {"$ref": "#/components/responses/gradeLevels"}}}
          },
          "/tpdm/candidates": {
            "post": {"requestBody": {"$ref": "#/components/requestBodies/candidate"}}
          }
        },
        "components": {
          "responses": {"gradeLevels": {"content": {"application/json": {"schema": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/edFi_gradeLevelDescriptor"}}}}}},
          "requestBodies": {"candidate": {"content": {"application/json": {"schema": {
            "$ref": "#/components/schemas/tpdm_candidate"}}}}},
          "schemas": {
            "link": {"type": "object", "properties": {
              "rel": {"type": "string"}, "href": {"type": "string"}}},
            "edFi_attendance": {
              "required": ["eventDate", "schoolReference", "sessionReference", "courseReference"],
              "type": "object",
              "properties": {
                "id": {"type": "string"},
                "eventDate": {"type": "string", "format": "date", "x-Ed-Fi-isIdentity": true},
                "markedAt": {"type": "string", "format": "date-time"},
                "arrivalTime": {"type": "string", "format": "time"},
                "reason": {"maxLength": 40, "type": "string"},
                "minutes": {"type": "integer", "format": "int32"},
                "duration": {"type": "number", "format": "double"},
                "excused": {"type": "boolean"},
                "schoolReference": {"$ref": "#/components/schemas/edFi_schoolReference"},
                "sessionReference": {"allOf": [
                  {"$ref": "#/components/schemas/edFi_sessionReference"}]},
                "courseReference": {"$ref": "#/components/schemas/edFi_courseReference"},
                "calendarReference": {"$ref": "#/components/schemas/edFi_schoolReference"},
                "detail": {"type": "object", "properties": {
                  "note": {"type": "string"},
                  "parts": {"type": "array", "items": {"type": "string"}}}},
                "periods": {"type": "array", "items": {
                  "$ref": "#/components/schemas/edFi_attendancePeriod"}},
                "_ext": {"$ref": "#/components/schemas/edFi_attendanceExtensions"}
              }
            },
            "edFi_attendancePeriod": {
              "required": ["periodName"],
              "type": "object",
              "properties": {
                "periodName": {"maxLength": 10, "type": "string"},
                "minutes": {"type": "integer"}
              }
            },
            "edFi_attendanceExtensions": {"type": "object", "properties": {
              "sample": {"type": "object", "properties": {"weather": {"type": "string"}}}}},
            "edFi_attendanceReference": {"type": "object", "properties": {
              "eventDate": {"type": "string", "format": "date"},
              "schoolId": {"type": "integer"},
              "schoolYear": {"type": "integer"},
              "sessionName": {"type": "string"},
              "link": {"$ref": "#/components/schemas/link"}}},
            "edFi_schoolReference": {
              "required": ["schoolId"],
              "type": "object",
              "properties": {
                "schoolId": {"type": "integer"},
                "link": {"$ref": "#/components/schemas/link"}}},
            "edFi_sessionReference": {
              "required": ["schoolId", "schoolYear", "sessionName"],
              "type": "object",
              "properties": {
                "schoolId": {"type": "integer"},
                "schoolYear": {"type": "integer"},
                "sessionName": {"type": "string"}}},
            "edFi_courseReference": {"type": "object", "properties": {
              "courseCode": {"type": "string"}}},
            "edFi_gradeLevelDescriptor": {
              "required": ["codeValue", "namespace", "shortDescription", "gradeLevelDescriptorId"],
              "type": "object",
              "properties": {
                "gradeLevelDescriptorId": {"type": "integer", "x-Ed-Fi-isIdentity": true},
                "codeValue": {"maxLength": 50, "type": "string"},
                "namespace": {"maxLength": 255, "type": "string"},
                "shortDescription": {"maxLength": 75, "type": "string"}}},
            "tpdm_candidate": {"type": "object", "properties": {
              "candidateIdentifier": {"type": ["null", "string"], "x-Ed-Fi-isIdentity": true},
              "mentor": {"$ref": "#/components/schemas/tpdm_candidate"}}}
          }
        }
      }
      """;

  private static final String ENROLLMENTS =
      """
      {
        "openapi": "3.0.1",
        "paths": {"/ed-fi/enrollments": {
          "get": {"parameters": [
            {"name": "calendarCode", "in": "query"},
            {"name": "entryDate", "in": "query" PARAMETER},
            {"name": "schoolId", "in": "query" PARAMETER},
            {"name": "studentUniqueId", "in": "query" PARAMETER}]},
          "post": {"requestBody": {"content": {"application/json": {"schema": {
            "$ref": "#/components/schemas/edFi_enrollment"}}}}}}},
        "components": {"schemas": {
          "edFi_enrollment": {
            "required": ["entryDate", "calendarReference", "schoolReference", "studentReference"],
            "properties": {
              "entryDate": {"type": "string", "format": "date" SCALAR},
              "exitDate": {"type": "string", "format": "date"},
              "calendarReference": {"$ref": "#/components/schemas/edFi_calendarReference"},
              "schoolReference": {"$ref": "#/components/schemas/edFi_schoolReference"},
              "studentReference": {"$ref": "#/components/schemas/edFi_studentReference"},
              "nextSchoolReference": {"$ref": "#/components/schemas/edFi_schoolReference"}}},
          "edFi_calendarReference": {"properties": {
            "calendarCode": {"type": "string" LEAF}}},
          "edFi_schoolReference": {"properties": {
            "schoolId": {"type": "integer" LEAF}}},
          "edFi_studentReference": {"properties": {
            "studentUniqueId": {"type": "string" LEAF}}}}}
      }
      """;

  /**
   * Enrollments, with marks of identity at those of PARAMETER, SCALAR and LEAF (of a reference)
   * that are named. Their key is entryDate, schoolId and studentUniqueId.
   */
  static String enrollments(String... marked) {
    String document = ENROLLMENTS;
    for (String each : marked) {
      document = document.replace(" " + each + "}", ", \"x-Ed-Fi-isIdentity\": true}");
    }
    return document.replaceAll(" (PARAMETER|SCALAR|LEAF)}", "}");
  }

  static final ResourceModel STUDENTS = model(SWAGGER_2, "students");
  static final ResourceModel ATTENDANCES = model(OPEN_API_3, "attendances");

  private Documents() {}

  static ResourceModel model(String document, String name) {
    return ApiModel.parse(document).resource(ResourceName.parse(name)).orElseThrow();
  }

  static JsonNode tree(String json) {
    try {
      return EdfiJson.MAPPER.readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The test's own JSON is wrong.", e);
    }
  }

  static ObjectNode object(String json) {
    return (ObjectNode) tree(json);
  }
}
