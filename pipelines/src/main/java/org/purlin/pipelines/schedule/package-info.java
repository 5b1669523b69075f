/**
 * Starting jobs by the clock, and as Dataflow Flex Templates: the crontab line, the Cloud Scheduler
 * job, and the files under {@code templates/}, which are all made from the same flags.
 *
 * <p>A Flex Template is started by {@code POST …/flexTemplates:launch}, which names a container
 * spec in Cloud Storage and gives parameters. Google's launcher starts the image's main class with
 * each parameter as {@code --name=value}, and with Beam's options that say where to run. Cloud
 * Scheduler makes that request by the clock. Forms: <a
 * href="https://cloud.google.com/dataflow/docs/reference/rest/v1b3/projects.locations.flexTemplates/launch">launch</a>,
 * <a
 * href="https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs">Scheduler's
 * job</a>, <a
 * href="https://cloud.google.com/dataflow/docs/guides/templates/configuring-flex-templates">Flex
 * Templates</a>.
 *
 * <p>What only the one who deploys knows stands as {@code {{NAME}}}, see {@link
 * org.purlin.pipelines.schedule.Placeholders}.
 */
package org.purlin.pipelines.schedule;
