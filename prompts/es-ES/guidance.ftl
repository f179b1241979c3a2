# Qué hacer y qué no. Dónde, cuándo y por qué podemos decirlo está en guidance.toml.
# $lead: a quién corresponde este aviso, como «la coordinación de protección», o role-unknown_lead si aún no
# se sabe. Puede ser una lista: nunca es sujeto de un verbo. Nunca es alguien de quien trata el aviso.
# $emergency: el número de emergencias. $jurisdiction: ES en España, GB-ENG en Inglaterra.

rule-danger_999 = No dejes a solas a un niño o una niña en peligro. Llama al { $emergency } y después avisa por teléfono a { $lead }.
    .why = Puede llamar cualquiera, desde cualquier teléfono y sin pedir permiso.

## Cuando el aviso empezó por un mensaje

rule-leave_message = Deja el mensaje donde está. No lo copies, no hagas una captura de pantalla, no lo reenvíes y no pidas a nadie que lo borre.
    .why = Lo que muestra puede hacer falta más adelante, y una copia puede hacer daño.

## Lo propio de cada clase

rule-not_the_subject = No hables de esto con la persona adulta, ni siquiera para oír su versión. Decidir cuándo se le dice corresponde a { $lead }.
    .why = Ponerle sobre aviso podría perjudicar a un niño o una niña.

rule-not_public = No digas en público ni en internet el nombre de un docente.
    .why = En Inglaterra es ilegal publicar el nombre de un docente a quien se acusa de un delito contra alguien de su alumnado, mientras no haya una acusación formal.

rule-close_not_navigate = Cierra o minimiza la página. No vuelvas a buscar la dirección ni hagas una captura de pantalla. Tranquiliza a quien la haya visto.
    .why = Si vuelves, puede aparecer otra vez.

rule-no_reply = No contestes al mensaje ni a quien lo envía. No pidas a ningún niño o niña que lo haga.
    .why = Una respuesta puede poner sobre aviso a quien lo envía o empeorar las cosas.

rule-keep_evidence = Conserva los mensajes tal como están y apunta las horas y los nombres. Que nadie responda con otro ataque.
    .why = Así se sabe qué se dijo y cuándo.

## Donde puede haber una imagen sexual

rule-never_view = No mires la imagen, no la guardes ni la compartas, y no pidas a ningún menor que lo haga. Si crees que un mensaje puede tener una, no lo abras.
    .why = Guardar o compartir imágenes sexuales de menores de 18 años es ilegal, y hasta mirarlas puede ser delito.

rule-viewed_by_accident = ¿Ya la has visto sin querer, o porque te la enseñaron? Díselo a { $lead }, aquí o en persona, y no vuelvas a mirar.
    .why = Te conviene que quede constancia.

rule-never_delete = No borres nada. No pidas a ningún niño o niña que lo borre.
    .why = La policía puede necesitarlo.

rule-never_ask_details = No preguntes por la imagen a ningún menor: ni qué se ve, ni quién la hizo, ni quién la tiene.
    .why = Esas preguntas corresponden a { $lead }.

rule-tell_nobody_else = No lo comentes con el personal, con los menores ni con ninguna familia. Siempre puedes llamar al { $emergency }{ $jurisdiction ->
        [ES] , a los servicios sociales, a la Policía Nacional (091), a la Guardia Civil (062) o a la Fiscalía de Menores
       *[other] , a los servicios sociales o, si es sobre una persona adulta, a la autoridad local
    }.
    .why = Para esas llamadas no necesitas permiso de nadie.

rule-no_blame = No digas ni hagas nada que culpe o avergüence a un niño o una niña.
    .why = Quien siente que le culpan puede dejar de hablar.

rule-reassure = Si te lo ha contado un niño o una niña, dile que ha hecho bien, que tienes que decirlo y que recibirá ayuda de { $lead }. No le prometas guardar el secreto ni cómo va a acabar.
    .why = Si una promesa se rompe, cuesta más volver a contar algo a alguien.

rule-secure_device = Si hay que guardar un aparato, apágalo, guárdalo bajo llave para { $lead } y di dónde está. No mires dentro, sea de quien sea. No uses la fuerza: si no quieren dártelo, avisa a { $lead }.
    .why = Mirar dentro puede ser ilegal o estropear las pruebas.

rule-no_search_es = En España, no mires el móvil de un alumno o una alumna ni le pidas el PIN. Hablar con la familia corresponde a { $lead }.
    .why = En España, un colegio no tiene derecho a registrar el móvil de su alumnado.

## Los deberes que la ley pone a quien lee

rule-own_duty_fgm = ¿Eres docente? Si una menor de 18 años te cuenta que le han hecho una ablación, o ves señales de ello, tienes que decírselo tú a la policía: en Inglaterra, llama al 101. Díselo también a { $lead }.
    .why = Este deber es solo tuyo y no necesitas permiso de nadie. Nunca examines a una niña. Si está en peligro ahora, llama al { $emergency }.

rule-own_duty_report = ¿Un menor, o quien lo hizo, te ha contado un abuso sexual? ¿Lo has visto, o has visto una grabación? Tienes que decírselo tú a la policía o a los servicios sociales, lo antes posible. Díselo también a { $lead }.
    .why = Este deber es tuyo y no necesitas permiso de nadie.

rule-own_duty_es = ¿Hay señales de que alguien hace daño a un menor? En España tienes que decírselo tú enseguida a los servicios sociales, y también a la policía o a la Fiscalía de Menores si peligra su salud o su seguridad. Díselo también a { $lead }.
    .why = Este deber es tuyo y no necesitas permiso de nadie.

## Al escribir

rule-own_words = Escribe lo que has visto y oído: hechos, días, horas y lugares, no opiniones. Si te lo ha contado un niño o una niña, usa sus palabras.
    .why = Las palabras exactas pueden ser importantes después.

rule-no_leading_questions = Si un niño o una niña te está contando algo, deja que hable. No sugieras respuestas ni insistas.
    .why = Una pregunta que sugiere la respuesta puede cambiar lo que cuenta.

rule-not_to_rumours = No pongas sobre aviso por tu cuenta a otras familias ni a otros colegios.
    .why = Se podría saber de quién se trata, o estorbar a la policía.

rule-no_personal_channels = No escribas sobre esto desde tus cuentas personales: ni mensajes ni correos. Llamar al { $emergency } o al colegio desde cualquier teléfono está bien.
    .why = Quedarían copias donde el colegio no puede cuidarlas.

rule-no_ai = No pegues nada de esto en una herramienta de inteligencia artificial, como un chatbot.
    .why = Saldrían del colegio datos privados.

## Lo último

rule-report_now = Avisar enseguida a { $lead } es lo primero. No investigues por tu cuenta.
    .why = Preguntar demasiado pronto puede hacer daño a un menor o estropear las pruebas.
